import { type Call, quoted, type S3Response } from '../call.ts';
import { type Received, receiveBody } from '../wire/body.ts';
import { checksumHeaders } from './checksum-headers.ts';
import { commitObject } from './commit-object.ts';
import { storedHeaders } from './stored-headers.ts';

/** PutObject. The object appears whole, once all its bytes are verified and on the disk. */
export async function putObject(call: Call): Promise<S3Response> {
  const { request, authenticated, store } = call;
  const headers = storedHeaders(request);
  const object = await store.storeBlob(
    write => receiveBody(request, authenticated, write),
    (blobId, received) => commitObject(call, { headers, ...newObject(blobId, received) }),
  );
  return {
    status: 200,
    headers: { etag: quoted(object.etag), ...checksumHeaders(object.checksum) },
  };
}

const newObject = (blob_id: string, { sizeBytes, md5, checksum }: Received) => ({
  pieces: [{ blob_id, blob_start: 0, size_bytes: sizeBytes }],
  eventName: 'ObjectCreated:Put' as const,
  etag: md5,
  size_bytes: sizeBytes,
  checksum: checksum ?? null,
});
