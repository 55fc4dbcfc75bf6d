import { expect, test } from 'vitest';
import { placeSessions, type SessionTimes } from '#src/media/original/place-sessions.ts';

const every = (step: number, count: number, from = 0) => ({
  seconds: Array.from({ length: count }, (_, at) => from + at * step),
  lastDurationSeconds: step,
});
const pictures = (count: number, from = 0, rate = 25) => every(1 / rate, count, from);
const session = (picture: SessionTimes['picture'], sound: SessionTimes['sound']) => ({
  picture,
  sound,
});

test.each<[string, SessionTimes[], number[]]>([
  ['none', [], []],
  ['one alone', [session(pictures(50), null)], [0]],
  [
    '30 ms and up to the next frame',
    [session(pictures(50), null), session(pictures(50), null)],
    [0, 2.04],
  ],
  [
    'behind sound that lasts longer',
    [session(pictures(50), every(0.02, 105)), session(pictures(50), every(0.02, 100))],
    [0, 2.16],
  ],
  [
    'pictures late in their session stay on the grid',
    [session(pictures(50), every(0.02, 100)), session(pictures(50, 0.013), every(0.02, 100))],
    [0, 2.067],
  ],
  [
    'sound that begins before zero',
    [session(pictures(50), every(0.02, 100)), session(pictures(50), every(0.02, 100, -0.02))],
    [0, 2.08],
  ],
  [
    'another rate: behind each other, on no grid',
    [session(pictures(50), null), session(pictures(60, 0, 30), null)],
    [0, 2.03],
  ],
  ['sound alone', [session(null, every(0.02, 100)), session(null, every(0.02, 100))], [0, 2.03]],
  [
    'three',
    [session(pictures(50), null), session(pictures(50), null), session(pictures(50), null)],
    [0, 2.04, 4.08],
  ],
])('%s', (_, sessions, starts) => {
  const placed = placeSessions(sessions);
  expect(placed).toHaveLength(starts.length);
  for (const [at, start] of starts.entries()) expect(placed[at]).toBeCloseTo(start, 6);
});
