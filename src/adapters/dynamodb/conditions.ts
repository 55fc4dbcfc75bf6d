import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * ElectroDB wraps what the client throws. True if the write happened, false if its condition did
 * not hold; any other failure is thrown.
 */
export async function wasWritten(write: Promise<unknown>) {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

function isConditionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'ConditionalCheckFailedException') return true;
  return isConditionFailure(error.cause);
}

/** Together almost four seconds: a hundred transactions on one item are through by then. */
const CONFLICT_ATTEMPTS = 8;
const FIRST_WAIT_MS = 15;

/** Each time twice as long, and spread: who met once would else meet again. */
const pauseAfter = (attempt: number) =>
  new Promise(resolve => setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random())));

type Transacted = { canceled: boolean; data: readonly { rejected: boolean; code: string }[] };

const AGAIN = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

/**
 * Runs a transaction; `refused` says for each item whether its condition did not hold. Conflicts
 * with another transaction are tried again, anything else that cancels it is thrown: taking a
 * conflict for a refusal would lose work.
 */
export async function transact(write: () => Promise<Transacted>) {
  for (let attempt = 1; ; attempt += 1) {
    const { canceled, data } = await write();
    if (!canceled) return { committed: true, refused: [] };
    const codes = data.filter(({ rejected }) => rejected).map(({ code }) => code);
    const again = codes.some(code => AGAIN.has(code));
    if (!again && codes.length > 0 && codes.every(code => code === 'ConditionalCheckFailed')) {
      return { committed: false, refused: data.map(({ rejected }) => rejected) };
    }
    if (!again || attempt >= CONFLICT_ATTEMPTS) {
      throw new Error(`The transaction was cancelled: ${codes.join(', ') || 'no reason given'}.`);
    }
    await pauseAfter(attempt);
  }
}

/**
 * A plain write of an item that a transaction is about to change is refused as a conflict, and the
 * SDK does not repeat it. Here it is repeated as a cancelled transaction is.
 */
export function repeatConflicts(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    next => async call => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await next(call);
        } catch (error) {
          if (!isConflict(error) || attempt >= CONFLICT_ATTEMPTS) throw error;
          await pauseAfter(attempt);
        }
      }
    },
    { step: 'initialize', priority: 'high', name: 'repeatConflicts' },
  );
  return client;
}

const isConflict = (error: unknown) =>
  error instanceof Error && error.name === 'TransactionConflictException';
