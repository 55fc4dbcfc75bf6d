import type { Source } from '../../media/original/source.ts';
import type { Limits } from '../engine/limits.ts';

/** What is known of a file: headers may say nothing of its length, or something wrong. */
type Known = Pick<Source, 'claimedSeconds' | 'sizeBytes'>;
type Frame = { width: number; height: number };

/** Starting, on a machine that does much else. */
const START_SECONDS = 120;
/** No medium is smaller; a header that claims more time than that for its bytes is wrong. */
export const LEAST_BYTES_PER_SECOND = 250;
/** Slower than any disk or network that a worker has. */
const SLOW_BYTES_PER_SECOND = 500_000;
/** Of a second of media in 720p, decoded once: measured 0.01 to 0.1 s on slow cores. */
const DECODE_SECONDS = 4;
/** The same, encoded: measured 0.2 s, with everything drawn on it 0.6 s. */
const ENCODE_SECONDS = 20;
const PIXELS_720P = 1280 * 720;

const STALL = { least: 60, most: 300, perSecond: 1 / 30 };

/** Limits for one read of a file, whatever is decoded of it. */
export const readLimits = (known: Known, video: Frame | null = null) =>
  limitsOf(known, DECODE_SECONDS * secondsOf(known) * scaleOf(video));

/** Limits for an encode of so many seconds, from anywhere in a file. */
export const encodeLimits = (known: Known, video: Frame | null, seconds: number) =>
  limitsOf(known, (DECODE_SECONDS * secondsOf(known) + ENCODE_SECONDS * seconds) * scaleOf(video));

/** Limits for packets of so many seconds that are put one behind the other. */
export const joinLimits = (seconds: number): Limits => ({
  deadlineSeconds: START_SECONDS + DECODE_SECONDS * seconds,
  stallSeconds: STALL.most,
});

/** Limits for windows of so many seconds, decoded from key frame to key frame. */
export const windowLimits = (video: Frame | null, seconds: number): Limits => ({
  deadlineSeconds: shortLimits.deadlineSeconds + DECODE_SECONDS * seconds * scaleOf(video),
  stallSeconds: STALL.most,
});

/** Limits for what takes seconds: headers, a few frames, a sheet of stills. */
export const shortLimits: Limits = { deadlineSeconds: 600, stallSeconds: STALL.least };

function limitsOf(known: Known, workSeconds: number): Limits {
  const { least, most, perSecond } = STALL;
  return {
    deadlineSeconds: START_SECONDS + known.sizeBytes / SLOW_BYTES_PER_SECOND + workSeconds,
    stallSeconds: Math.min(most, least + secondsOf(known) * perSecond),
  };
}

const secondsOf = ({ claimedSeconds, sizeBytes }: Known) =>
  Math.min(claimedSeconds ?? Number.POSITIVE_INFINITY, sizeBytes / LEAST_BYTES_PER_SECOND);

const scaleOf = (video: Frame | null) =>
  video ? Math.max(1, (video.width * video.height) / PIXELS_720P) : 1;
