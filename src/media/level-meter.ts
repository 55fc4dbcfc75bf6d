import { SPEECH_RATE } from './pcm.ts';

/** Levels are measured over 10 ms. */
export const FRAME_SECONDS = 0.01;
const FRAME_SAMPLES = SPEECH_RATE * FRAME_SECONDS;
/** Hum and rumble carry energy but no speech: a first-order high pass at 100 Hz takes them out. */
const HIGH_PASS = 1 / (1 + (2 * Math.PI * 100) / SPEECH_RATE);

/** Mean power per 10 ms of a 16 kHz mono stream, 1 = full scale; hours fit in a few megabytes. */
export function createLevelMeter() {
  let powers = new Float32Array(6000);
  let frames = 0;
  let [sum, inFrame, samples] = [0, 0, 0];
  let [lastIn, lastOut] = [0, 0];

  function closeFrame() {
    if (frames === powers.length) {
      const grown = new Float32Array(powers.length * 2);
      grown.set(powers);
      powers = grown;
    }
    powers[frames] = sum / inFrame;
    frames += 1;
    sum = 0;
    inFrame = 0;
  }

  return {
    push(pcm: Int16Array) {
      samples += pcm.length;
      for (const value of pcm) {
        const sample = value / 32_768;
        lastOut = HIGH_PASS * (lastOut + sample - lastIn);
        lastIn = sample;
        sum += lastOut * lastOut;
        inFrame += 1;
        if (inFrame === FRAME_SAMPLES) closeFrame();
      }
    },
    /** Closes the last, shorter frame. */
    finish() {
      if (inFrame > 0) closeFrame();
      return { powers: powers.slice(0, frames), seconds: samples / SPEECH_RATE };
    },
  };
}
