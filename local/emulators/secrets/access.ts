import { z } from 'zod';
import type { Access } from '../iam/decide.ts';
import type { SecretsOperation } from './operations.ts';
import { type Secrets, secretArn } from './secrets.ts';

const Named = z.union([
  z.object({ SecretId: z.string() }).transform(({ SecretId }) => SecretId),
  z.object({ Name: z.string() }).transform(({ Name }) => Name),
]);

/** What each operation has to be allowed for: its own name, on the secret it is about. */
export const secretsAccess =
  ({ arnPrefix }: Secrets) =>
  (name: SecretsOperation, input: unknown): Access[] => {
    const id = Named.safeParse(input).data ?? '*';
    const resource = id.startsWith('arn:') ? id : secretArn(arnPrefix, id);
    return [{ action: `secretsmanager:${name}`, resource }];
  };
