import { AppError } from '../../kernel/errors.ts';
import type { Failure } from '../../pipeline/failure.ts';
import { UPLOAD_STAGE } from '../refuse-without-original.ts';

/** How large a file may be, from the disk of this deployment's workers. */
export type UploadLimit = { largestUploadBytes: number };

/** Of a drop: the file of an upload is refused before. */
export const FILE_TOO_LARGE = 'file_too_large';

const GIGABYTE = 1000 ** 3;
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** The limit as a sentence, and what to do. */
const tooLargeText = (bytes: number) =>
  `Files to ${number.format(bytes / GIGABYTE)} GB are taken in here: compress the file, or split it; the operator may give workers more disk.`;

/** Says before the transfer what would otherwise end on a full disk, hours later. */
export function refuseLargeUpload(sizeBytes: number, { largestUploadBytes }: UploadLimit) {
  if (sizeBytes <= largestUploadBytes) return;
  throw new AppError('invalid_request', 'The file is too large.', {
    errors: [{ path: 'size_bytes', message: tooLargeText(largestUploadBytes) }],
  });
}

/** Why a file from the inbox is not taken in; undefined if it is. */
export function largeDropFailure(
  sizeBytes: number,
  { largestUploadBytes }: UploadLimit,
): Failure | undefined {
  if (sizeBytes <= largestUploadBytes) return undefined;
  const reason = `${tooLargeText(largestUploadBytes)} Then drop it again: it becomes a recording of its own.`;
  return { stage: UPLOAD_STAGE, code: FILE_TOO_LARGE, reason };
}
