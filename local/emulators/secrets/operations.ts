import type { Operation } from '../wire/operation.ts';

/** Every operation that this server answers. */
export const SECRETS_OPERATIONS = [
  { name: 'GetSecretValue', file: 'src/adapters/secrets/secrets.ts' },
  { name: 'CreateSecret', file: 'docs/deploy.md' },
  { name: 'PutSecretValue', file: 'docs/runbook.md' },
] as const satisfies readonly Operation[];

export type SecretsOperation = (typeof SECRETS_OPERATIONS)[number]['name'];
