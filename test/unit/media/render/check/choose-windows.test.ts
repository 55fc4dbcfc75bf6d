import { describe, expect, test } from 'vitest';
import { shareWindows } from '#src/media/render/check/choose-places.ts';
import { smartPlaces, someGroups } from '#src/media/render/check/choose-windows.ts';
import type { SmartMethod, SmartPart } from '#src/media/render/smart/smart-plan.ts';
import { singlePart } from '#src/media/render/split-parts.ts';
import { type FrameSpan, frameTotal } from '#src/media/timeline/spans.ts';

const grid = { frames: 25, seconds: 1, originSeconds: 0 };
const place = (from: number, to: number) => ({ frames: { from, to }, samples: [] });

/** Frames of the original that are copied, with a key frame each ten seconds. */
const copy = (from: number, to: number): SmartPart => {
  const starts = Array.from({ length: Math.ceil((to - from) / 250) }, (_, at) => from + at * 250);
  return { kind: 'copy', copy: { fromPacket: from, toPacket: to, frames: { from, to }, starts } };
};
const edge = (from: number, to: number): SmartPart => ({
  ...{ kind: 'edge', part: singlePart({ from, to }, grid, false) },
});
const smart = (parts: SmartPart[], frames: number): SmartMethod => ({
  ...{
    kind: 'smart',
    parts,
    runs: [],
    frames,
    copiedFrames: frames,
    grid,
    sound: null,
    reorderFrames: 0,
  },
  edge: { profile: 'High' },
  aspect: { width: 16, height: 9 },
});

describe('what is decoded of a smart cut', () => {
  const frames = 1325 + 222 + 22_750;
  const method = smart([copy(0, 1325), edge(1528, 1750), copy(1750, 24_500)], frames);
  const places = smartPlaces(method);
  const holding = (from: number, to: number) =>
    places.filter(({ frames }) => frames.from <= from && to <= frames.to);

  test('both ends, and twelve frames on both sides of each join', () => {
    const joins = [1325, 1547];
    for (const join of joins) expect(holding(join - 12, join + 12)).toHaveLength(1);
    expect(holding(0, 50)).toHaveLength(1);
    expect(holding(frames - 50, frames)).toHaveLength(1);
  });

  test('from a key frame on, as a decoder does it anyway', () => {
    const keys = [0, 250, 500, 750, 1000, 1250, 1325];
    for (const { frames } of places) {
      const isKey = keys.includes(frames.from) || (frames.from - 1547) % 250 === 0;
      expect(isKey, `${frames.from}`).toBe(true);
    }
  });

  test('half a minute of copies at least, and not much more', () => {
    const copies = [
      { from: 0, to: 1325 },
      { from: 1547, to: frames },
    ];
    const decoded = new Set<number>();
    for (const { frames } of places) {
      for (let at = frames.from; at < frames.to; at += 1) decoded.add(at);
    }
    const copied = [...decoded].filter(at => copies.some(({ from, to }) => at >= from && at < to));
    expect(copied.length).toBeGreaterThanOrEqual(30 * 25);
    expect(copied.length).toBeLessThan(90 * 25);
  });

  test('a picture of each copy bit by bit, and what was encoded as grey ones', () => {
    const samples = places.flatMap(place => place.samples);
    expect(samples.filter(({ as }) => as === 'hash')).toEqual([
      { as: 'hash', made: { from: 27, to: 28 }, original: { from: 27, to: 28 } },
      { as: 'hash', made: { from: 1574, to: 1575 }, original: { from: 1777, to: 1778 } },
    ]);
    const grey = samples.filter(({ as }) => as === 'grey');
    expect(grey.map(({ made }) => made.from)).toEqual([1325, 1544]);
    expect(grey.map(({ original }) => original.from)).toEqual([1526, 1745]);
  });

  test('a sample lies in the window that it is taken from', () => {
    for (const { frames, samples } of places) {
      for (const { made } of samples) {
        expect(made.from).toBeGreaterThanOrEqual(frames.from);
        expect(made.to).toBeLessThanOrEqual(frames.to);
      }
    }
  });
});

describe('groups of copies', () => {
  const groups = (...lengths: number[]): FrameSpan[] => {
    let end = 0;
    return lengths.map(length => {
      end += length;
      return { from: end - length, to: end };
    });
  };

  test('all of a short recording, but for what is decoded anyway', () => {
    const some = groups(200, 200, 200);
    expect(someGroups(some, [], 750)).toEqual(some);
    expect(someGroups(some, [place(200, 400)], 750)).toEqual([some[0], some[2]]);
  });

  const hundred = groups(...Array.from({ length: 100 }, () => 250));

  test('of a long one some of each sixth, but where places hold enough of it', () => {
    const picked = someGroups(hundred, [place(0, 250)], 750);
    expect(picked.map(({ from }) => Math.floor(from / (17 * 250)))).toEqual([1, 2, 3, 4, 5]);
    expect(someGroups(groups(500), [place(0, 400)], 300)).toEqual([]);
  });

  test('far from cuts that lie together, too', () => {
    const cuts = Array.from({ length: 8 }, (_, at) => place(at * 500, at * 500 + 400));
    const seen = [...cuts.map(({ frames }) => frames), ...someGroups(hundred, cuts, 750)];
    const ends = seen.toSorted((a, b) => a.from - b.from);
    const holes = ends.map(({ to }, at) => (ends[at + 1]?.from ?? 25_000) - to);
    expect(Math.max(...holes)).toBeLessThan(25_000 / 3);
  });
});

describe('shares of engines', () => {
  const windows = Array.from({ length: 9 }, (_, at) =>
    place(at * 1000, at * 1000 + 100 * (at + 1)),
  );
  const share = (seconds: number, pixels: number) =>
    shareWindows(windows, { ports: { cores: 2 }, seconds, pixels });
  const lengths = (shares: ReturnType<typeof share>) =>
    shares.map(some => frameTotal(some.map(({ frames }) => frames)));

  test('one for each core, of about equal length', () => {
    const shares = share(600, 1280 * 720);
    expect(shares.flat()).toHaveLength(windows.length);
    expect(Math.max(...lengths(shares)) - Math.min(...lengths(shares))).toBeLessThanOrEqual(100);
    expect(shares).toHaveLength(2);
  });

  test('fewer decoders side by side where pictures are large, one where an index is', () => {
    expect(Math.max(...share(600, 3840 * 2160).map(some => some.length))).toBe(1);
    expect(Math.max(...share(600, 1920 * 1080).map(some => some.length))).toBe(3);
    expect(share(7200, 1280 * 720)).toHaveLength(windows.length);
  });
});
