import { between, seededRandom } from '#local/sample/random.ts';
import { pink, rmsOf, type Sound, white } from './noises.ts';

const RATE = 16_000;
const TALKERS = 8;
const ECHO_SAMPLES = [331, 701, 1103, 1709];

/** Eight people talking at the other end of a hall, each sentence of `spoken` again and again. */
export const babble = (spoken: readonly Sound[]) => (length: number, seed: number) => {
  const random = seededRandom(seed);
  const hall = new Float32Array(length);
  for (let talker = 0; talker < TALKERS; talker += 1) {
    let at = -Math.floor(between(random, 0, 2) * RATE);
    while (at < length) {
      const sentence = spoken[Math.floor(random() * spoken.length)] ?? hall;
      add(hall, sentence, at, between(random, 0.5, 1.5) / rmsOf(sentence));
      at += sentence.length + Math.floor(between(random, 0, 0.4) * RATE);
    }
  }
  for (const delay of ECHO_SAMPLES) add(hall, hall.slice(0, -delay), delay, 0.45);
  return hall;
};

/** Somebody types: five keys a second, each heard going down and up, in a quiet room. */
export function keys(length: number, seed: number): Sound {
  const random = seededRandom(seed);
  const click = clicks(seed);
  const desk = pink(length, seed).map(sample => sample * 0.02);
  let at = 0;
  while (at < length) {
    const thinks = random() < 0.12;
    at += Math.floor((thinks ? between(random, 0, 1.5) : between(random, 0.09, 0.29)) * RATE);
    add(desk, click(between(random, 0.004, 0.012)), at, 12);
    add(desk, click(between(random, 0.004, 0.012)), at + between(random, 0.06, 0.12) * RATE, 6);
  }
  return desk;
}

/** Noise that dies away within `seconds` to a third, seven times over. */
function clicks(seed: number) {
  const source = white(RATE, seed);
  const random = seededRandom(seed + 1);
  return (seconds: number) => {
    const fade = seconds * RATE;
    const from = Math.floor(random() * RATE * 0.9);
    let dull = 0;
    return source.slice(from, from + Math.ceil(fade * 7)).map((sample, at) => {
      dull += (sample - dull) * 0.55;
      return dull * Math.exp(-at / fade);
    });
  };
}

function add(into: Sound, sound: Sound, at: number, gain: number) {
  const start = Math.floor(at);
  sound.forEach((sample, index) => {
    const place = start + index;
    if (place >= 0 && place < into.length) into[place] = (into[place] ?? 0) + sample * gain;
  });
}
