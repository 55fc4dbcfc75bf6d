import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, integerParam, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import { keyEncoder } from '../objects/list-objects.ts';

const MAX_UPLOADS = 1000;
/** Above every id, so that a marker of a key alone begins behind all its uploads. */
const LAST_ID = '\u{10ffff}';

/** ListMultipartUploads: what is begun and neither completed nor aborted. */
export function listUploads(call: Call): S3Response {
  const { request, store } = call;
  if (request.param('delimiter')) throw new S3Error('NotImplemented');
  const bounds = { fallback: MAX_UPLOADS, min: 0, max: 2 ** 31 - 1 };
  const limit = Math.min(integerParam(call, 'max-uploads', bounds), MAX_UPLOADS);
  const [prefix = '', keyMarker = ''] = [request.param('prefix'), request.param('key-marker')];
  const idMarker = request.param('upload-id-marker') ?? (keyMarker ? LAST_ID : '');
  const found = store.uploads
    .listOpen(request.bucket, { key: keyMarker, id: idMarker })
    .filter(upload => upload.key.startsWith(prefix));
  const uploads = found.slice(0, limit);
  const encode = keyEncoder(call);
  return xmlResponse('ListMultipartUploadsResult', {
    Bucket: request.bucket,
    Prefix: encode(prefix),
    KeyMarker: encode(keyMarker),
    UploadIdMarker: request.param('upload-id-marker') ?? '',
    NextKeyMarker: encode(uploads.at(-1)?.key ?? ''),
    NextUploadIdMarker: uploads.at(-1)?.id ?? '',
    MaxUploads: limit,
    EncodingType: request.param('encoding-type'),
    IsTruncated: found.length > limit,
    Upload: uploads.map(upload => ({
      Key: encode(upload.key),
      UploadId: upload.id,
      Initiated: toIso(upload.created_at),
      StorageClass: 'STANDARD',
    })),
  });
}
