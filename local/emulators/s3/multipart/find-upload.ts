import { type Call, integerParam } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { UploadRow } from '../store/uploads.ts';

const MAX_PART_NUMBER = 10_000;

/** The upload of a request, also when it is completed. @throws {S3Error} NoSuchUpload */
export function findUpload({ request, store }: Call): UploadRow {
  const id = request.param('uploadId') ?? '';
  const upload = store.uploads.find(id);
  if (upload && upload.bucket === request.bucket && upload.key === request.key) return upload;
  throw new S3Error('NoSuchUpload', undefined, { UploadId: id });
}

/** @throws {S3Error} NoSuchUpload also for one that is completed */
export function findOpenUpload(call: Call): UploadRow {
  const upload = findUpload(call);
  if (upload.completed_etag === null) return upload;
  throw new S3Error('NoSuchUpload', undefined, { UploadId: upload.id });
}

export const partNumberOf = (call: Call) =>
  integerParam(call, 'partNumber', { min: 1, max: MAX_PART_NUMBER });
