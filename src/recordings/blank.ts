import type { ProcessingConfig } from '../config/processing-config.contract.ts';
import type { SkipReason } from '../pipeline/skip-reason.ts';
import type { Recording } from './recording.ts';

export const BLANK = 'blank';

/** What a person sent by hand is meant to be processed, however short it is. */
const isAutomatic = ({ source }: Pick<Recording, 'source'>) => source !== 'upload';

const MEGABYTE = 1024 ** 2;
const MINUTE = 60;

type Measured = Pick<Recording, 'source' | 'sizeBytes' | 'durationSeconds'>;

/**
 * Why a recording is blank: so short, or so small, that somebody started a camera or a meeting and
 * nothing happened. Undefined where it is not, or where the rule is not for it. The length may not be
 * known yet.
 */
export function blankReason(
  { blank }: Pick<ProcessingConfig, 'blank'>,
  { source, sizeBytes, durationSeconds }: Measured,
): SkipReason | undefined {
  if (!blank.enabled || (blank.applies_to === 'automatic' && !isAutomatic({ source }))) return;
  const limits = {
    seconds: blank.min_minutes * MINUTE,
    bytes: Math.round(blank.min_megabytes * MEGABYTE),
  };
  const measured = {
    bytes: sizeBytes,
    ...(durationSeconds !== undefined && { seconds: durationSeconds }),
  };
  const isShort = durationSeconds !== undefined && durationSeconds < limits.seconds;
  return isShort || sizeBytes < limits.bytes ? { code: BLANK, measured, limits } : undefined;
}
