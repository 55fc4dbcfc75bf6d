import { FRAME_SECONDS } from './level-meter.ts';
import { percentile, topOf } from './noise-floor.ts';

/** In dB above the noise: where voice begins and until where it lasts. */
export type VoiceLimits = {
  on: number;
  /** Right beside voice, what reaches this is voice, too. */
  beside: number;
  off: number;
  /** How much longer a word lasts than it can be told from the noise. */
  hiddenTailSeconds: number;
};

const SECOND_FRAMES = 1 / FRAME_SECONDS;
/** Seconds as quiet as these hold no voice, if they hold as little as noise may. */
const QUIET_SHARE = 0.05;
const LOUDEST_NOISE_DB = 13;
/** Above what such seconds rise to: a share of what the loudest speech does, within these bounds. */
const ON = { share: 0.3, least: 4, most: 8 };
const OFF = { share: 0.15, least: 2, most: 5 };
/** Faint syllables beside voice are told from noise by less: so far from `off` towards `on`. */
const BESIDE_SHARE = 0.4;
/** The last sounds of a word are so far below its loudest, and fade so fast into the room. */
const TAIL_BELOW_TOP_DB = 41;
const TAIL_SECONDS_PER_DB = 0.0055;
const MAX_HIDDEN_TAIL_SECONDS = 0.12;

/**
 * Far above the noise where speech is, close above it where speech hardly is, so that a quiet
 * sentence over voices far away or a fan is not taken for silence.
 */
export function voiceLimits(voice: Float32Array): VoiceLimits {
  const top = topOf(voice);
  const noise = loudestNoise(voice);
  const above = ({ share, least, most }: typeof ON) =>
    noise + clamp((top - noise) * share, least, most);
  const [on, off] = [above(ON), above(OFF)];
  const beside = off + BESIDE_SHARE * (on - off);
  const hidden = (TAIL_BELOW_TOP_DB - (top - off)) * TAIL_SECONDS_PER_DB;
  return { on, beside, off, hiddenTailSeconds: clamp(hidden, 0, MAX_HIDDEN_TAIL_SECONDS) };
}

/** One limit, and nothing is guessed. */
export const plainLimit = (limit: number): VoiceLimits => ({
  on: limit,
  beside: limit,
  off: limit,
  hiddenTailSeconds: 0,
});

/** What the quietest seconds rise to; nothing is known of it where nobody ever pauses. */
function loudestNoise(voice: Float32Array) {
  const seconds = Math.floor((voice.length / SECOND_FRAMES) * 2) - 1;
  const peaks = Float32Array.from({ length: Math.max(0, seconds) }, (_, half) => {
    const start = (half * SECOND_FRAMES) / 2;
    return percentile(voice.subarray(start, start + SECOND_FRAMES), 0.95);
  });
  const quiet = percentile(peaks, QUIET_SHARE);
  return quiet < LOUDEST_NOISE_DB ? Math.max(0, quiet) : 0;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
