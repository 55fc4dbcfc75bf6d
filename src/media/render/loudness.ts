import type { LoudnessConfig } from '../../config/look-config.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';

/** How sound is brought to its loudness on the way to the encoder. */
export type Level = {
  gainDb: number;
  targetLufs: number;
  /** No peak may be higher, also between samples. */
  truePeakDbtp: number;
};

/** More would make a concert of an empty room. */
const MOST_GAIN_DB = 24;
/** Nearer is not heard. */
const TOLERANCE_LU = 0.5;

const bounded = (gainDb: number) => Math.max(-MOST_GAIN_DB, Math.min(MOST_GAIN_DB, gainDb));

/**
 * One gain for the whole recording, from what `analyze` measured: cuts of silence hardly change
 * loudness, which does not count silence. Null where nothing is asked for or nothing is heard.
 */
export function levelOf({ loudness_lufs }: Probe, config: LoudnessConfig): Level | null {
  if (!config.enabled || loudness_lufs === null) return null;
  const { target_lufs: targetLufs, true_peak_dbtp: truePeakDbtp } = config;
  return { gainDb: bounded(targetLufs - loudness_lufs), targetLufs, truePeakDbtp };
}

/** One channel counts half of what two equal ones do. */
const MIXED_LU = 10 * Math.log10(2);

/** The level for one channel that is made of two equal ones. */
export const mixedLevel = (level: Level): Level => ({
  ...level,
  gainDb: bounded(level.gainDb + MIXED_LU),
});

/** What a gain came to. */
export type Try = { gainDb: number; lufs: number };

/** What a limiter leaves of a gain, at the least: beyond that, louder is only worse. */
const LEAST_SLOPE = 0.25;

/** The level to try after these; null where no other gain would be nearer. */
export function nextLevel(level: Level, tries: readonly Try[]): Level | null {
  const [last, before] = tries.toReversed();
  if (!last) return null;
  const offLu = level.targetLufs - last.lufs;
  const gainDb = bounded(last.gainDb + offLu / slopeOf(last, before));
  if (Math.abs(offLu) <= TOLERANCE_LU || gainDb === last.gainDb) return null;
  return { ...level, gainDb };
}

/** How much louder a decibel makes it, where the limiter takes back a part. */
function slopeOf(last: Try, before: Try | undefined) {
  if (!before) return 1;
  const slope = (last.lufs - before.lufs) / (last.gainDb - before.gainDb);
  return Math.min(1, Math.max(LEAST_SLOPE, slope));
}
