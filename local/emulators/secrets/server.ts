import type { Authority } from '../iam/authority.ts';
import { awsJson } from '../wire/aws-json.ts';
import type { Callers } from '../wire/local-callers.ts';
import { serveLoopback } from '../wire/loopback-server.ts';
import { WireError } from '../wire/wire-error.ts';
import { secretsAccess } from './access.ts';
import { SECRETS_OPERATIONS } from './operations.ts';
import { secretActions } from './secret-actions.ts';
import { openSecretStore } from './secret-store.ts';
import { newSecret, type Secrets } from './secrets.ts';

export type SecretsServer = {
  endpoint: string;
  /** Makes the secret unless it is there; `generate` is called only then. Returns its ARN. */
  ensureSecret: (name: string, generate: () => string) => string;
  stop: () => Promise<void>;
};

/**
 * Secrets Manager on the loopback address, on one JSON file that only its owner can read. The
 * values are not encrypted: a key beside them would protect nothing.
 */
export async function startSecretsServer(options: {
  file: string;
  port?: number;
  callers?: Callers;
  accountId?: string;
  region?: string;
  authority: Authority;
}): Promise<SecretsServer> {
  const { accountId = '000000000000', region = 'eu-central-1' } = options;
  const store = openSecretStore(options.file);
  const arnPrefix = `arn:aws:secretsmanager:${region}:${accountId}:secret:`;
  const secrets: Secrets = { store, now: Date.now, arnPrefix };
  const listener = awsJson({
    target: 'secretsmanager',
    version: '1.1',
    errorPrefix: '',
    operations: SECRETS_OPERATIONS,
    actions: secretActions(secrets),
    authority: options.authority,
    access: secretsAccess(secrets),
    invalid: message => new WireError('InvalidParameterException', message),
  });
  const { endpoint, stop } = await serveLoopback(listener, options.port, options.callers);
  const ensureSecret = (name: string, generate: () => string) =>
    (store.get(name) ?? newSecret(secrets, name, { text: generate() })).arn;
  return { endpoint, ensureSecret, stop };
}
