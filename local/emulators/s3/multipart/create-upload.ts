import { randomBytes } from 'node:crypto';
import { type Call, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import { storedHeaders } from '../objects/stored-headers.ts';
import { checksumAlgorithm } from '../wire/checksums.ts';
import type { S3Request } from '../wire/request.ts';

export function createUpload({ request, store, clock }: Call): S3Response {
  const { bucket, key } = request;
  const id = randomBytes(24).toString('base64url');
  const { algorithm, type } = announcedChecksum(request);
  store.uploads.insert({
    id,
    bucket,
    key,
    created_at: clock(),
    headers: storedHeaders(request),
    checksum_algorithm: algorithm ?? null,
    checksum_type: algorithm ? type : null,
  });
  const headers: Record<string, string> = algorithm
    ? { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type }
    : {};
  const content = { Bucket: bucket, Key: key, UploadId: id };
  return xmlResponse('InitiateMultipartUploadResult', content, headers);
}

/** Cryptographic hashes cannot be joined into one of the whole, and CRC64 always is. */
function announcedChecksum({ header }: S3Request) {
  const name = header('x-amz-checksum-algorithm');
  const algorithm = checksumAlgorithm(name);
  if (name !== undefined && !algorithm) {
    throw new S3Error('InvalidRequest', 'The checksum algorithm is unknown.');
  }
  const usual = algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const requested = header('x-amz-checksum-type')?.toUpperCase() ?? usual;
  const impossible =
    (requested === 'FULL_OBJECT' && algorithm?.startsWith('SHA')) ||
    (requested === 'COMPOSITE' && algorithm === 'CRC64NVME');
  if (impossible || (requested !== 'FULL_OBJECT' && requested !== 'COMPOSITE')) {
    throw new S3Error('InvalidRequest', `The ${requested} checksum type cannot be used here.`);
  }
  return { algorithm, type: requested } as const;
}
