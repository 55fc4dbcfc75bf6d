import { S3Error } from '../errors.ts';
import {
  CHECKSUM_ALGORITHMS,
  type ChecksumAlgorithm,
  checksumAlgorithm,
  checksumHeader,
  startDigest,
} from './checksums.ts';
import type { S3Request } from './request.ts';

export type BodyChecksum = {
  algorithm: ChecksumAlgorithm;
  update: (bytes: Uint8Array) => void;
  /** After the last byte and the trailers. @throws {S3Error} BadDigest */
  verify: () => string;
};

/** The checksum that a client announced, in a header or for the trailer; undefined without one. */
export async function bodyChecksum(
  request: S3Request,
  trailers: ReadonlyMap<string, string>,
): Promise<BodyChecksum | undefined> {
  const algorithm = announcedAlgorithm(request);
  if (!algorithm) return undefined;
  const digest = await startDigest(algorithm);
  const name = checksumHeader(algorithm);
  return {
    algorithm,
    update: digest.update,
    verify: () => {
      const claimed = request.header(name) ?? trailers.get(name);
      const computed = digest.base64();
      if (claimed === computed) return computed;
      throw new S3Error(
        'BadDigest',
        `The ${algorithm} you specified did not match what we received.`,
      );
    },
  };
}

function announcedAlgorithm(request: S3Request) {
  const trailer = request.header('x-amz-trailer')?.toLowerCase();
  if (trailer?.startsWith('x-amz-checksum-')) {
    const algorithm = checksumAlgorithm(trailer.slice('x-amz-checksum-'.length));
    if (!algorithm) throw new S3Error('InvalidRequest', 'The checksum of the trailer is unknown.');
    return algorithm;
  }
  return CHECKSUM_ALGORITHMS.find(name => request.header(checksumHeader(name)) !== undefined);
}
