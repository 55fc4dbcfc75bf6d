import { type Checksum, checksumElement, checksumHeader } from '../wire/checksums.ts';

/** A checksum in an answer's headers. */
export const checksumHeaders = (checksum: Checksum | null): Record<string, string> =>
  checksum
    ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type }
    : {};

/** A checksum in an answer's XML. */
export const checksumElements = (checksum: Checksum | null): Record<string, string> =>
  checksum
    ? { [checksumElement(checksum.algorithm)]: checksum.value, ChecksumType: checksum.type }
    : {};
