import { z } from 'zod';
import { WireError } from '../wire/wire-error.ts';
import { sqsError } from './errors.ts';

const MAX_ENTRIES = 10;
const EntryId = z.string().regex(/^[\w-]{1,80}$/);

/** What must hold for a batch as a whole, before any entry is looked at. */
export function checkBatch(entries: readonly { Id: string }[]) {
  if (entries.length === 0) throw sqsError('EmptyBatchRequest', 'There should be an entry.');
  if (entries.length > MAX_ENTRIES) {
    throw sqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are ${MAX_ENTRIES}. You have sent ${entries.length}.`,
    );
  }
  const ids = entries.map(({ Id }) => Id);
  const bad = ids.find(id => !EntryId.safeParse(id).success);
  if (bad !== undefined) throw sqsError('InvalidBatchEntryId', `The id "${bad}" is not valid.`);
  if (new Set(ids).size === ids.length) return;
  throw sqsError('BatchEntryIdsNotDistinct', 'Two or more entries have the same id.');
}

/** Does each entry by itself: one that is refused does not stop the others. */
export function eachEntry<E extends { Id: string }>(
  entries: readonly E[],
  work: (entry: E) => object,
) {
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...work(entry) });
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      const { code, message } = error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code: code, Message: message });
    }
  }
  return { Successful, Failed };
}
