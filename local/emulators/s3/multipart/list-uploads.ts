import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, integerParam, type S3Response, xmlResponse } from '../call.ts';

const MAX_UPLOADS = 1000;

/** ListMultipartUploads: what has begun and is neither joined nor given up, by key, then by time. */
export function listUploads(call: Call): S3Response {
  const { request, store } = call;
  const prefix = request.param('prefix') ?? '';
  const bounds = { fallback: MAX_UPLOADS, min: 1, max: MAX_UPLOADS };
  const limit = integerParam(call, 'max-uploads', bounds);
  const [key = '', id = ''] = [request.param('key-marker'), request.param('upload-id-marker')];
  const found = store.uploads.open(request.bucket, prefix).filter(row => isAfter(row, { key, id }));
  const uploads = found.slice(0, limit);
  const last = uploads.at(-1);
  return xmlResponse('ListMultipartUploadsResult', {
    Bucket: request.bucket,
    Prefix: prefix,
    KeyMarker: key,
    UploadIdMarker: id,
    NextKeyMarker: last?.key,
    NextUploadIdMarker: last?.id,
    MaxUploads: limit,
    IsTruncated: found.length > limit,
    Upload: uploads.map(row => ({
      Key: row.key,
      UploadId: row.id,
      StorageClass: 'STANDARD',
      Initiated: toIso(row.created_at),
    })),
  });
}

type Place = { key: string; id: string };

const isAfter = (row: Place, marker: Place) =>
  row.key > marker.key || (row.key === marker.key && marker.id !== '' && row.id > marker.id);
