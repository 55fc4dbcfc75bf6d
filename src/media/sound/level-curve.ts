import { toPower, topOf } from './noise-floor.ts';
import { voiceCurve } from './voice-curve.ts';

const STEPS_PER_DB = 100;
const BYTES = 2;
/** No level is that high, so a file that begins with it is not one of levels alone. */
const BOTH_CURVES = 0x7f02;

/** What cuts are planned from, both per 10 ms. */
export type Curves = {
  /** Smoothed level in dBFS. */
  levels: Float32Array;
  /** How far what lasts rises above the noise around it, in dB. */
  voice: Float32Array;
};

/** Curves as they are stored, so that a decision made now is made again from the stored ones. */
export const roundLevels = (levels: Float32Array): Float32Array =>
  levels.map(level => Math.round(level * STEPS_PER_DB) / STEPS_PER_DB);

/**
 * `levels.bin`: little-endian 16-bit hundredths; a mark, then all levels, then the whole voice
 * curve. An hour takes 1.4 MB. Results of earlier engines hold levels alone, without the mark.
 */
export function encodeLevels(levels: Float32Array, voice?: Float32Array): Uint8Array {
  const curves = voice ? [Float32Array.of(BOTH_CURVES / STEPS_PER_DB), levels, voice] : [levels];
  const count = curves.reduce((sum, { length }) => sum + length, 0);
  const view = new DataView(new ArrayBuffer(count * BYTES));
  let at = 0;
  for (const curve of curves) {
    for (const value of curve) {
      view.setInt16(at, Math.round(value * STEPS_PER_DB), true);
      at += BYTES;
    }
  }
  return new Uint8Array(view.buffer);
}

export function decodeLevels(bytes: Uint8Array): Curves {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.floor(bytes.byteLength / BYTES);
  const read = (from: number, to: number) =>
    Float32Array.from(
      { length: to - from },
      (_, index) => view.getInt16((from + index) * BYTES, true) / STEPS_PER_DB,
    );
  if (count === 0 || view.getInt16(0, true) !== BOTH_CURVES) return withVoice(read(0, count));
  const half = 1 + Math.floor((count - 1) / 2);
  return { levels: read(1, half), voice: read(half, count) };
}

/** As near as levels alone come to it. */
const withVoice = (levels: Float32Array): Curves => ({
  levels,
  voice: roundLevels(voiceCurve([levels.map(toPower)], topOf(levels))),
});
