import { AppError } from '../kernel/errors.ts';
import { GONE } from '../pipelines/recording-status.ts';
import type { Recording } from './recording.ts';

/**
 * Of failures before the original was kept: it was refused, or never came whole. A run sets a failure
 * of another stage, so none of these is ever replaced.
 */
export const UPLOAD_STAGE = 'upload';

/**
 * Nothing can be made of what is not there, and the failure is the only place that still tells why.
 *
 * @throws conflict with the reason of the failure, which says what to do; expired
 */
export function refuseWithoutOriginal({ failure, status }: Recording) {
  if (status === 'EXPIRED') throw new AppError(GONE.code, GONE.message);
  if (failure?.stage !== UPLOAD_STAGE) return;
  throw new AppError('conflict', `This recording has no original. ${failure.reason}`);
}
