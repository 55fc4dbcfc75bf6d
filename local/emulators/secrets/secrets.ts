import { createHash, randomUUID } from 'node:crypto';
import { WireError } from '../wire/wire-error.ts';
import type { SecretStore } from './secret-store.ts';
import type { Secret, Version } from './secrets.contract.ts';

export type Secrets = {
  store: SecretStore;
  now: () => number;
  /** Everything of an ARN before the name. */
  arnPrefix: string;
};

export type Value = { text?: string | undefined; binary?: string | undefined };

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/**
 * AWS ends the ARN of a secret with six random characters. Here they follow from the name: policies
 * and variables of the template name the whole ARN before there is a secret.
 */
export function secretArn(prefix: string, name: string) {
  const end = createHash('sha256').update(name).digest('hex').slice(0, 6);
  return `${prefix}${name}-${end}`;
}

/** By name, by ARN, or by ARN without its end. */
export function findSecret({ store, arnPrefix }: Secrets, id: string) {
  const name = store.names().find(candidate => {
    const arns = [store.get(candidate)?.arn, secretArn(arnPrefix, candidate)];
    return candidate === id || arns.includes(id) || `${arnPrefix}${candidate}` === id;
  });
  const secret = name === undefined ? undefined : store.get(name);
  if (name !== undefined && secret) return { name, secret };
  throw new WireError(
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret.",
  );
}

export function newSecret(
  { store, now, arnPrefix }: Secrets,
  name: string,
  value: Value,
  options: { token?: string | undefined; description?: string | undefined } = {},
): Secret {
  if (store.get(name)) throw exists(`The secret ${name} already exists.`);
  const id = options.token ?? randomUUID();
  const secret: Secret = {
    arn: secretArn(arnPrefix, name),
    ...(options.description !== undefined && { description: options.description }),
    created_at: now(),
    versions: hasValue(value) ? [version(id, value, [CURRENT], now())] : [],
  };
  store.put(name, secret);
  return secret;
}

/** The new value becomes current, the one before it previous. A repeated token changes nothing. */
export function addVersion(
  { store, now }: Secrets,
  name: string,
  secret: Secret,
  { value, token, stages }: { value: Value; token?: string | undefined; stages: string[] },
): Version {
  const id = token ?? randomUUID();
  const repeated = secret.versions.find(known => known.id === id);
  if (repeated) {
    if (repeated.text === value.text && repeated.binary === value.binary) return repeated;
    throw exists(`A version with the token ${id} and another value already exists.`);
  }
  const added = version(id, value, stages, now());
  const older = secret.versions.map(known => ({ ...known, stages: demoted(known, stages) }));
  const versions = [added, ...older.filter(known => known.stages.length > 0)];
  store.put(name, { ...secret, versions });
  return added;
}

export function findVersion(secret: Secret, id: string | undefined, stage: string | undefined) {
  const wanted = stage ?? (id === undefined ? CURRENT : undefined);
  const found = secret.versions.find(
    known =>
      (id === undefined || known.id === id) &&
      (wanted === undefined || known.stages.includes(wanted)),
  );
  if (found) return found;
  throw new WireError(
    'ResourceNotFoundException',
    "Secrets Manager can't find the specified secret value.",
  );
}

function demoted({ stages: own }: Version, taken: readonly string[]) {
  const left = own.filter(stage => !taken.includes(stage));
  if (!taken.includes(CURRENT)) return left;
  const withoutPrevious = left.filter(stage => stage !== PREVIOUS);
  return own.includes(CURRENT) ? [...withoutPrevious, PREVIOUS] : withoutPrevious;
}

const hasValue = ({ text, binary }: Value) => text !== undefined || binary !== undefined;

const version = (id: string, { text, binary }: Value, stages: string[], at: number): Version => ({
  id,
  stages,
  ...(text !== undefined && { text }),
  ...(binary !== undefined && { binary }),
  created_at: at,
});

const exists = (message: string) => new WireError('ResourceExistsException', message);
