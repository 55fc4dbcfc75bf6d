import { expect, test } from 'vitest';
import { voiceLimits } from '#src/media/sound/voice-limits.ts';

/** Ten seconds of speech and ten of noise, both steady. */
const recording = (speech: number, noise: number) =>
  Float32Array.from({ length: 2000 }, (_, at) => (at % 1000 < 500 ? speech : noise));

test.each([
  { name: 'loud speech in a quiet room', speech: 46, noise: 1, on: 9, off: 6 },
  { name: 'speech that hardly rises above noise', speech: 21, noise: 1, on: 7, off: 4 },
  { name: 'speech among voices far away', speech: 25, noise: 5, on: 11, off: 8 },
  { name: 'hardly anything', speech: 3, noise: 1, on: 5, off: 3 },
  { name: 'noise below the deepest floor that is sought', speech: 46, noise: -20, on: 8, off: 5 },
  { name: 'nobody ever pauses', speech: 40, noise: 20, on: 8, off: 5 },
])('$name', ({ speech, noise, on, off }) => {
  const limits = voiceLimits(recording(speech, noise));
  expect(limits.on).toBeCloseTo(on, 5);
  expect(limits.off).toBeCloseTo(off, 5);
  expect(limits.beside).toBeCloseTo(off + 0.4 * (on - off), 5);
});

test('words last longer the less of them rises above the noise', () => {
  const tailOf = (speech: number) => voiceLimits(recording(speech, 0)).hiddenTailSeconds;
  expect(tailOf(50)).toBe(0);
  expect(tailOf(36)).toBeCloseTo(0.055, 3);
  expect(tailOf(12)).toBe(0.12);
});
