import { FRAME_SECONDS } from './level-meter.ts';
import { percentile, topOf } from './noise-floor.ts';

/** In dB above the noise: where voice begins and until where it lasts. */
export type VoiceLimits = {
  on: number;
  off: number;
  /** How much longer a word lasts than it can be told from the noise. */
  hiddenTailSeconds: number;
};

const SECOND_FRAMES = 1 / FRAME_SECONDS;
/** Seconds as quiet as these hold no voice, if they hold as little as noise may. */
const QUIET_SHARE = 0.05;
const LOUDEST_NOISE_DB = 13;
/** So far above the loudest of such seconds is voice. */
const ABOVE_NOISE_DB = { on: 8, off: 2.5 };
/** The last sounds of a word are so far below its loudest, and fade so fast into the room. */
const TAIL_BELOW_TOP_DB = 41;
const TAIL_SECONDS_PER_DB = 0.006;
const MAX_HIDDEN_TAIL_SECONDS = 0.1;

/**
 * Far above a clean floor, close above a noisy one, so that quiet speech over music or a fan is
 * not taken for silence; farther where the noise itself comes and goes, as voices far away do.
 */
export function voiceLimits(voice: Float32Array): VoiceLimits {
  const top = topOf(voice);
  const noise = loudestNoise(voice);
  const on = Math.max(noise + ABOVE_NOISE_DB.on, clamp(top * 0.35, 4, 9));
  const off = Math.max(noise + ABOVE_NOISE_DB.off, clamp(top * 0.2, 2.5, 5.5));
  const hidden = (TAIL_BELOW_TOP_DB - (top - off)) * TAIL_SECONDS_PER_DB;
  return { on, off, hiddenTailSeconds: clamp(hidden, 0, MAX_HIDDEN_TAIL_SECONDS) };
}

/** What the quietest seconds rise to; nothing is known of it where nobody ever pauses. */
function loudestNoise(voice: Float32Array) {
  const seconds = Math.floor((voice.length / SECOND_FRAMES) * 2) - 1;
  const peaks = Float32Array.from({ length: Math.max(0, seconds) }, (_, half) => {
    const start = (half * SECOND_FRAMES) / 2;
    return percentile(voice.subarray(start, start + SECOND_FRAMES), 0.95);
  });
  const quiet = percentile(peaks, QUIET_SHARE);
  return quiet < LOUDEST_NOISE_DB ? quiet : 0;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
