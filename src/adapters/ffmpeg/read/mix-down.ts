import type { AudioTrack } from '../../../media/original/source.ts';

/** Headroom for what encoding adds to peaks. */
const LIMIT = 0.89;

/**
 * Filters behind a mix of more than two channels, each with its comma. Dialogue keeps its loudness,
 * so that loud scenes add up to more than full scale: what would clip is held down. Looks ahead,
 * makes up for the delay, and does not raise what it limited.
 */
export const limitPeaks = (track: AudioTrack | null) =>
  track && track.channels > 2
    ? `,alimiter=limit=${LIMIT}:attack=5:release=50:level=0:latency=1`
    : '';
