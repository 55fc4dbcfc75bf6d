import { z } from 'zod';
import { type Action, action } from '../wire/aws-json.ts';
import { WireError } from '../wire/wire-error.ts';
import type { SecretsOperation } from './operations.ts';
import { addVersion, findSecret, findVersion, newSecret, type Secrets } from './secrets.ts';

const Name = z.string().regex(/^[\w/+=.@-]{1,512}$/);
const Value = z.object({
  SecretString: z.string().max(65_536).optional(),
  SecretBinary: z.string().max(87_384).optional(),
  ClientRequestToken: z.string().min(32).max(64).optional(),
});
const Create = Value.extend({ Name, Description: z.string().optional() });
const Put = Value.extend({
  SecretId: z.string(),
  VersionStages: z.array(z.string()).min(1).default(['AWSCURRENT']),
});
const Get = z.object({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});

/** What each operation does. */
export const secretActions = (secrets: Secrets): Record<SecretsOperation, Action> => ({
  GetSecretValue: action(Get, input => getValue(secrets, input)),
  CreateSecret: action(Create, input => create(secrets, input)),
  PutSecretValue: action(Put, input => {
    const { name, secret } = findSecret(secrets, input.SecretId);
    const value = oneValue(input);
    const { ClientRequestToken: token, VersionStages: stages } = input;
    const { id } = addVersion(secrets, name, secret, { value, token, stages });
    return { ARN: secret.arn, Name: name, VersionId: id, VersionStages: stages };
  }),
});

function getValue(secrets: Secrets, input: z.infer<typeof Get>) {
  const { name, secret } = findSecret(secrets, input.SecretId);
  const version = findVersion(secret, input.VersionId, input.VersionStage);
  return {
    ARN: secret.arn,
    Name: name,
    VersionId: version.id,
    VersionStages: version.stages,
    SecretString: version.text,
    SecretBinary: version.binary,
    CreatedDate: version.created_at / 1000,
  };
}

/** The same token and value again is a retry of the client and answered like the first time. */
function create(secrets: Secrets, input: z.infer<typeof Create>) {
  const { Name: name, ClientRequestToken: token, Description: description } = input;
  const value = { text: input.SecretString, binary: input.SecretBinary };
  const known = secrets.store.get(name);
  const first = known?.versions.find(({ id }) => id === token);
  const repeated = first && first.text === value.text && first.binary === value.binary;
  const secret =
    known && repeated ? known : newSecret(secrets, name, value, { token, description });
  return { ARN: secret.arn, Name: name, VersionId: secret.versions[0]?.id };
}

function oneValue({ SecretString: text, SecretBinary: binary }: z.infer<typeof Value>) {
  if ((text === undefined) !== (binary === undefined)) return { text, binary };
  throw new WireError(
    'InvalidParameterException',
    'You must provide either SecretString or SecretBinary.',
  );
}
