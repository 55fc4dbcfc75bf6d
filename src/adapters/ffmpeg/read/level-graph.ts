import type { Level } from '../../../media/render/loudness.ts';

/** Peaks between samples show at four times their rate. */
const OVERSAMPLING = 4;
/** Encoding moves peaks: measured, by less than half of this. */
const CODEC_MARGIN_DB = 1;

/** Filters that bring sound of so many samples a second to its level, and measure what came out. */
export function levelGraph({ gainDb, truePeakDbtp }: Level, sampleRate: number): string {
  const limit = 10 ** ((truePeakDbtp - CODEC_MARGIN_DB) / 20);
  return [
    `volume=${gainDb.toFixed(2)}dB:precision=float`,
    `aresample=${OVERSAMPLING * sampleRate}`,
    // Looks ahead, makes up for the delay, and does not raise what it limited.
    `alimiter=limit=${limit.toFixed(4)}:attack=5:release=50:level=0:latency=1`,
    `aresample=${sampleRate}`,
    'ebur128=framelog=verbose',
  ].join(',');
}
