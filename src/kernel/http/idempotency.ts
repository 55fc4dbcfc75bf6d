import { createHash, createHmac } from 'node:crypto';
import { ulid } from 'ulid';
import type { Clock } from '../clock.ts';
import { AppError, STATUS } from '../errors.ts';
import { describeError, type Log } from '../logger.ts';
import type { Caller, Route } from './route.ts';

/** The gateway gives up after 30 s, so a holder that is older than this is dead. */
const LOCK_SECONDS = 35;
export const IDEMPOTENCY_HOURS = 24;
/** What a key may be, as JSON Schema says it. */
export const IDEMPOTENCY_KEY = {
  type: 'string',
  minLength: 1,
  maxLength: 128,
  pattern: '^[!-~]+$',
} as const;
const VISIBLE = new RegExp(IDEMPOTENCY_KEY.pattern);

export type Answer = { status: number; headers: Record<string, string>; body: string };

export type IdempotencyRecord = {
  workspaceId: Caller['workspaceId'];
  /** Hash of user, route and key: the key itself is not stored. */
  scope: string;
  /** Hash of the input, keyed with the client's key, so that short secrets cannot be guessed. */
  fingerprint: string;
  /** The request that is at work. */
  holder: string;
  operationId: string;
  lockedUntilMilliseconds: number;
  expiresAtSeconds: number;
  /** Absent while the holder is at work. */
  answer?: Answer;
};

export type IdempotencyStore = {
  /** Inserts unless a record that has not expired is there; then answers with that one. */
  insert: (record: IdempotencyRecord) => Promise<IdempotencyRecord | undefined>;
  /** Replaces `existing` if nobody else has moved it meanwhile. */
  takeOver: (existing: IdempotencyRecord, record: IdempotencyRecord) => Promise<boolean>;
  /** Stores the answer if the record is still held by this holder. */
  complete: (record: IdempotencyRecord, answer: Answer) => Promise<void>;
  /** Removes the record if it is still held by this holder: nothing was done. */
  forget: (record: IdempotencyRecord) => Promise<void>;
  /** Ends the lock if it is still held by this holder: a repeat goes on with the operation. */
  unlock: (record: IdempotencyRecord) => Promise<void>;
};

/** A row has at most 400 KB (DynamoDB), with the keys and all the rest. */
export const MAX_ANSWER_BYTES = 350_000;

type Ports = { idempotency: IdempotencyStore; clock: Clock; log: Log };
type Claim = { record: IdempotencyRecord } | { replayed: Answer };
type KeyedRequest = { caller: Caller; row: Route; key: string; input: object; requestId: string };

const isKey = (text: string) => VISIBLE.test(text) && text.length <= IDEMPOTENCY_KEY.maxLength;

/** @throws invalid_request where the key is not 1 to 128 visible ASCII characters */
export function idempotencyKey(header: string | undefined) {
  if (header === undefined || isKey(header)) return header;
  throw new AppError('invalid_request', 'The Idempotency-Key header is not usable.', {
    errors: [{ path: 'Idempotency-Key', message: 'Must have 1 to 128 visible ASCII characters.' }],
  });
}

/**
 * Does the work once for a key and answers every repeat within 24 hours with the same.
 * @throws idempotency_mismatch, idempotency_in_progress, and what `work` throws
 */
export async function answerOnce(
  ports: Ports,
  request: KeyedRequest,
  work: (operationId: string) => Promise<Answer>,
): Promise<{ answer: Answer; replayed: boolean }> {
  const claimed = await claim(ports, request);
  if ('replayed' in claimed) return { answer: claimed.replayed, replayed: true };
  const { record } = claimed;
  const answer = await work(record.operationId).catch(async (error: unknown) => {
    await settled(ports, giveBack(ports.idempotency, record, error));
    throw error;
  });
  // The work is done: if this write fails, a repeat takes over and finds what was made. So does one
  // whose answer is too large to be kept: the id of the operation is all it needs.
  const isKept = bytesOf(answer) <= MAX_ANSWER_BYTES;
  const { idempotency } = ports;
  await settled(ports, isKept ? idempotency.complete(record, answer) : idempotency.unlock(record));
  return { answer, replayed: false };
}

const bytesOf = (answer: Answer) => Buffer.byteLength(JSON.stringify(answer));

/** A refusal changed nothing and frees the key; after a fault nobody knows what was changed. */
const giveBack = (store: IdempotencyStore, record: IdempotencyRecord, error: unknown) =>
  error instanceof AppError && STATUS[error.code] < 500
    ? store.forget(record)
    : store.unlock(record);

const settled = ({ log }: Ports, write: Promise<void>) =>
  write.catch((error: unknown) => log.warn('idempotency record left', describeError(error)));

async function claim({ idempotency, clock }: Ports, request: KeyedRequest): Promise<Claim> {
  const now = clock();
  const record = pendingRecord(request, now);
  const existing = await idempotency.insert(record);
  if (!existing) return { record };
  if (existing.fingerprint !== record.fingerprint) {
    throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used with other input.');
  }
  if (existing.answer) return { replayed: existing.answer };
  // The operation keeps its id, so that the use case can find what the dead holder had made.
  const heir = { ...record, operationId: existing.operationId };
  const dead = existing.lockedUntilMilliseconds <= now;
  if (dead && (await idempotency.takeOver(existing, heir))) return { record: heir };
  throw new AppError('idempotency_in_progress', 'The first request with this key still runs.', {
    retryAfterSeconds: Math.max(1, Math.ceil((existing.lockedUntilMilliseconds - now) / 1000)),
  });
}

function pendingRecord({ caller, row, key, input, requestId }: KeyedRequest, now: number) {
  const actor = caller.kind === 'key' ? caller.keyId : caller.userId;
  const scope = [actor, row.method, row.path, key].join('\n');
  return {
    workspaceId: caller.workspaceId,
    scope: createHash('sha256').update(scope).digest('hex'),
    fingerprint: createHmac('sha256', key).update(JSON.stringify(input)).digest('hex'),
    holder: requestId,
    operationId: ulid(now),
    lockedUntilMilliseconds: now + LOCK_SECONDS * 1000,
    expiresAtSeconds: Math.ceil(now / 1000) + IDEMPOTENCY_HOURS * 3600,
  };
}
