import type { LoudnessConfig } from '../recordings/look-config.contract.ts';
import type { Probe } from './probe.contract.ts';

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

type Encode = (level: Level | null, onLoudness: (lufs: number) => void) => Promise<void>;

/**
 * Encodes sound at a level, and once more where limiting or mixing channels took it off its
 * target. Answers its loudness, if it has been measured.
 */
export async function encodeAtLevel(level: Level | null, encode: Encode) {
  let measured: number | undefined;
  const onLoudness = (lufs: number) => {
    measured = lufs;
  };
  await encode(level, onLoudness);
  const better = level && measured !== undefined && corrected(level, measured);
  if (better) await encode(better, onLoudness);
  return measured;
}

function corrected(level: Level, measuredLufs: number): Level | null {
  const offLu = level.targetLufs - measuredLufs;
  const gainDb = bounded(level.gainDb + offLu);
  if (Math.abs(offLu) <= TOLERANCE_LU || gainDb === level.gainDb) return null;
  return { ...level, gainDb };
}
