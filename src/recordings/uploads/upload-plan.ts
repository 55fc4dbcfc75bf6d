const MEBIBYTE = 1024 ** 2;

/** Of one upload, as storage has it. */
export const MOST_PARTS = 10_000;

/**
 * So many parts of 16 MiB carry 156 GiB, more than any worker has disk for. A small recording comes
 * to a few parts that travel in parallel, and a lost one is cheap to send again.
 */
export const PART_SIZE_BYTES = 16 * MEBIBYTE;

/**
 * Links per answer. A link has up to 3 KB, most of it the token of the function's role, and the
 * answer to a creation is kept in a row of at most 400 KB.
 */
export const LINKS_PER_PAGE = 100;

/** How long a link to a part lives, and how long an upload may take in all. */
export const LINK_SECONDS = 6 * 3600;
export const UPLOAD_LIFETIME_MS = 6 * 24 * 3600 * 1000;

/** A transfer may begin with the last second of its link; the clocks of others may be slow. */
const LAST_TRANSFER_MS = 3600 * 1000;

type Deleted = { source: string; createdAt: number; deletedAt?: number | undefined };

/** When nobody can put anything to a deleted recording any more: links outlive what they are for. */
export function linksEndAt({ source, createdAt, deletedAt = 0 }: Deleted) {
  if (source !== 'upload') return 0;
  const lastLink = Math.min(deletedAt, createdAt + UPLOAD_LIFETIME_MS);
  return lastLink + LINK_SECONDS * 1000 + LAST_TRANSFER_MS;
}

export const partCount = (sizeBytes: number, partSizeBytes: number) =>
  Math.ceil(sizeBytes / partSizeBytes);

/** Every part is full but the last. `partNumber` counts from 1. */
export function partSize(partNumber: number, sizeBytes: number, partSizeBytes: number) {
  const before = (partNumber - 1) * partSizeBytes;
  return Math.min(partSizeBytes, sizeBytes - before);
}

type Received = { partNumber: number; sizeBytes: number };

/** Numbers of the parts that have not arrived whole, in order. */
export function missingParts(
  sizeBytes: number,
  partSizeBytes: number,
  received: readonly Received[],
) {
  const whole = new Set(
    received
      .filter(part => part.sizeBytes === partSize(part.partNumber, sizeBytes, partSizeBytes))
      .map(part => part.partNumber),
  );
  const count = partCount(sizeBytes, partSizeBytes);
  return Array.from({ length: count }, (_, index) => index + 1).filter(part => !whole.has(part));
}
