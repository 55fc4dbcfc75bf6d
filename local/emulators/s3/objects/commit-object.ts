import { type Call, requireBucket } from '../call.ts';
import type { ObjectChange } from '../s3-event.ts';
import type { Segment } from '../store/contents.ts';
import type { ObjectRow } from '../store/objects.ts';
import { checkWriteConditions } from './conditions.ts';

export type NewObject = Pick<ObjectRow, 'etag' | 'size_bytes' | 'headers' | 'checksum'> & {
  pieces: readonly Omit<Segment, 'position'>[];
  eventName: ObjectChange['eventName'];
};

/**
 * Puts an object in the place of what was there. Only inside a transaction, in which the
 * conditions are checked too: of many writers with `If-None-Match: *` one wins.
 */
export function commitObject({ store, request, clock }: Call, made: NewObject): ObjectRow {
  const { bucket, key, requestId } = request;
  requireBucket({ store, request });
  const previous = store.objects.find(bucket, key);
  checkWriteConditions(request, previous);
  const { pieces, eventName, ...facts } = made;
  const content_id = store.contents.create(pieces);
  const row = { ...facts, bucket, key, content_id, modified_at: clock() };
  store.objects.put(row);
  if (previous) store.contents.drop(previous.content_id);
  const object = { sizeBytes: row.size_bytes, etag: row.etag };
  store.announce({ eventName, bucket, key, requestId, object });
  return row;
}
