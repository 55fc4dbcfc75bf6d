import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rendered, testFolder } from './support/engine.ts';
import { AAC_LATE, expectInPlace, type Odd } from './support/expect-in-place.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';
import { AT, appended, encoded, inHalves, type Make, packed } from './support/odd-files.ts';

const folder = testFolder();

/** Live recordings write fragments, each with its own time. */
const LIVE = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof'];
const first = packed('first.flv', ['-t', '6']);
const whole = packed('whole.flv', []);
const otherEncoder = packed(
  'other.flv',
  [],
  encoded('other.mp4', ['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '3', '-refs', '4']),
);

/** A recorder that was killed while it wrote a packet. */
const killed =
  (make: Make): Make =>
  folder => {
    const path = make(folder);
    writeFileSync(`${path}.killed`, readFileSync(path).subarray(0, -1500));
    return `${path}.killed`;
  };

/**
 * Both sessions on one clock: the second begins behind all of the first and 30 ms of silence, its
 * pictures with the next frame, its sound where it is beside them.
 */
const restarted = (seconds: number, second: readonly number[], more: Partial<Odd> = {}) => {
  const markers = [1, 4.4, ...second];
  return { flashes: markers, beeps: markers, late: AAC_LATE, seconds, ...more };
};
const halves = restarted(10.1, [8.08]);
const withWhole = (at: number) =>
  restarted(
    at + 10,
    AT.map(marker => at + marker),
  );
const sound = { flashes: [], method: 'sound' };

type Restarted = Odd & { seconds: number; note?: RegExp };

test.each<[string, Restarted]>([
  ['live MP4, files glued together', { make: inHalves('live.mp4', LIVE, LIVE), ...halves }],
  ['MP4, files glued together', { make: inHalves('plain.mp4', [], []), ...halves }],
  ['FLV, files glued together', { make: inHalves('glued.flv', [], []), ...halves }],
  ['FLV, packets appended', { make: appended('on.flv', first, whole), ...withWhole(6.08) }],
  [
    'FLV, packets appended to half a one',
    { make: appended('half.flv', killed(first), whole), ...withWhole(6.04), note: /damaged/ },
  ],
  [
    'FLV, with another encoder',
    { make: appended('changed.flv', first, otherEncoder), ...withWhole(6.08) },
  ],
  [
    'FLV, sound alone',
    {
      make: appended('alone.flv', packed('1.flv', ['-t', '6', '-vn']), packed('2.flv', ['-vn'])),
      ...restarted(
        16.1,
        AT.map(at => 6.067 + at),
        sound,
      ),
    },
  ],
  [
    'live MP4, sound alone',
    {
      make: inHalves('alone.mp4', [...LIVE, '-vn'], [...LIVE, '-vn']),
      ...restarted(10.1, [8.051], sound),
    },
  ],
])('a recorder that began anew: %s', async (_, { seconds, note, ...odd }) => {
  const { probe, outcome } = await expectInPlace(folder, odd);
  expect(probe.duration_seconds).toBeCloseTo(seconds, 1);
  expect(probe.restarted).toBe(true);
  if (note) expect(outcome.note).toMatch(note);
  else expect(outcome.note).toBeUndefined();
});

test('an uncut one is copied, with all that is in it', async () => {
  const path = inHalves('uncut.mp4', LIVE, LIVE)(folder);
  const { video, output, facts } = await rendered(folder, path, { enabled: false });
  expect(facts?.method).toBe('remux');
  expect(output.seconds).toBeCloseTo(10.1, 1);
  expect(flashStarts(video, 25)).toHaveLength(AT.length);
  expect(beepStarts(video)).toHaveLength(AT.length);
});
