import type { Call, S3Response } from '../call.ts';
import { checkWriteConditions } from './conditions.ts';

/** DeleteObject. What is not there counts as deleted. */
export function deleteObject(call: Call): S3Response {
  const { store, request } = call;
  store.transaction(() => {
    const existing = store.objects.find(request.bucket, request.key);
    if (existing) checkWriteConditions(request, existing);
    removeObject(call, request.key);
  });
  return { status: 204 };
}

/** Only inside a transaction. */
export function removeObject({ store, request }: Call, key: string) {
  const { bucket, requestId } = request;
  const object = store.objects.find(bucket, key);
  if (!object) return;
  store.objects.delete(bucket, key);
  store.contents.drop(object.content_id);
  store.announce({ eventName: 'ObjectRemoved:Delete', bucket, key, requestId });
}
