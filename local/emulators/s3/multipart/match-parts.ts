import { z } from 'zod';
import { S3Error } from '../errors.ts';
import type { PartRow, UploadRow } from '../store/uploads.ts';
import { CHECKSUM_ALGORITHMS, checksumElement } from '../wire/checksums.ts';

/** All parts but the last. */
const MIN_PART_BYTES = 5 * 1024 * 1024;

const checksums = Object.fromEntries(
  CHECKSUM_ALGORITHMS.map(algorithm => [checksumElement(algorithm), z.string()]),
);

/** A part as the client believes to have sent it. */
export const claimedPart = z.object({
  PartNumber: z.string().regex(/^\d+$/).transform(Number),
  ETag: z.string().transform(etag => etag.replace(/^"|"$/g, '')),
  ...z.object(checksums).partial().shape,
});
export type ClaimedPart = z.infer<typeof claimedPart>;

/** The stored parts that a client lists, in its order, if that is the right one. */
export function matchParts(
  stored: readonly PartRow[],
  claimed: readonly ClaimedPart[],
  upload: Pick<UploadRow, 'checksum_algorithm' | 'checksum_type'>,
): PartRow[] {
  const numbers = claimed.map(part => part.PartNumber);
  const inOrder = numbers.every((number, index) => number > (numbers[index - 1] ?? 0));
  if (!inOrder) throw new S3Error('InvalidPartOrder');
  const byNumber = new Map(stored.map(part => [part.number, part]));
  const parts = claimed.map(claim => matchPart(byNumber.get(claim.PartNumber), claim, upload));
  const small = parts.slice(0, -1).find(part => part.size_bytes < MIN_PART_BYTES);
  if (!small) return parts;
  throw new S3Error('EntityTooSmall', undefined, {
    ProposedSize: String(small.size_bytes),
    MinSizeAllowed: String(MIN_PART_BYTES),
    PartNumber: String(small.number),
  });
}

function matchPart(
  part: PartRow | undefined,
  claim: ClaimedPart,
  { checksum_algorithm, checksum_type }: Pick<UploadRow, 'checksum_algorithm' | 'checksum_type'>,
) {
  const details = { PartNumber: String(claim.PartNumber), ETag: claim.ETag };
  if (part?.etag !== claim.ETag) throw new S3Error('InvalidPart', undefined, details);
  const claimed = checksum_algorithm && checksumOf(claim, checksumElement(checksum_algorithm));
  if (checksum_type === 'COMPOSITE' && claimed === undefined) {
    const name = checksum_algorithm?.toLowerCase();
    const message = `The upload was created using a ${name} checksum. The complete request must include the checksum for each part. It was missing for part ${claim.PartNumber} in the request.`;
    throw new S3Error('InvalidRequest', message, details);
  }
  if (claimed && claimed !== part.checksum?.value) {
    throw new S3Error('InvalidPart', undefined, details);
  }
  return part;
}

const checksumOf = (claim: ClaimedPart, element: string) =>
  Object.entries(claim)
    .filter(([name]) => name === element)
    .map(([, value]) => String(value))[0];
