import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edgePackets, edgeRuns } from '#src/media/render/smart/edge-packets.ts';
import { filesOfRun, packetBorders } from '#src/media/render/smart/packet-files.ts';
import type { FrameSpan } from '#src/media/timeline/spans.ts';

const grid = { frames: 25, seconds: 1, originSeconds: 0.02 };
/** Groups of 50 frames, each packet stamped half a millisecond late. */
const frames = Int32Array.from({ length: 500 }, (_, packet) => packet);
const shownSeconds = Array.from(frames, frame => 0.02 + frame / 25 + 0.0005);
const starts = Array.from({ length: 10 }, (_, group) => group * 50);
const packets = { frames, starts, shownSeconds };

const part = (spans: FrameSpan[]) => ({
  ...{ spans, grid, begin: 7, seekSeconds: 1, holdsLastPicture: false, threads: 1 },
});

test('an edge is decoded from whole groups, on a clock that begins with them', () => {
  const found = edgePackets(part([{ from: 130, to: 148 }, ...[{ from: 160, to: 171 }]]), packets);
  expect(found).toMatchObject({ fromPacket: 100, toPacket: 200 });
  expect(found?.part).toMatchObject({
    spans: [
      { from: 30, to: 48 },
      { from: 60, to: 71 },
    ],
    grid: { originSeconds: 0 },
    seekSeconds: null,
    holdsLastPicture: true,
    begin: 7,
  });
  expect(found?.part.firstShownSeconds).toBeCloseTo(0.0005, 6);
});

test.each([
  ['to the end of the file', [{ from: 460, to: 480 }], { fromPacket: 450, toPacket: 500 }],
  ['from its very beginning', [{ from: 0, to: 3 }], { fromPacket: 0, toPacket: 50 }],
  ['up to a border', [{ from: 20, to: 50 }], { fromPacket: 0, toPacket: 50 }],
])('%s', (_, spans, wanted) => {
  expect(edgePackets(part(spans), packets)).toMatchObject(wanted);
});

test('without a clean start before it, it needs the original', () => {
  const late = { ...packets, starts: starts.slice(2) };
  expect(edgePackets(part([{ from: 80, to: 90 }]), late)).toBeNull();
});

describe('edges that one engine encodes', () => {
  const edges = [30, 90, 130, 340, 480].map(from => part([{ from, to: from + 10 }]));
  const runsOf = (most: number, known = packets) =>
    edgeRuns(edges, known, most).map(({ lengths, packets }) => ({ lengths, packets }));

  test('those of neighbouring groups, but none far behind the others', () => {
    expect(runsOf(100)).toEqual([
      { lengths: [10, 10, 10], packets: { fromPacket: 0, toPacket: 150 } },
      { lengths: [10, 10], packets: { fromPacket: 300, toPacket: 500 } },
    ]);
  });

  test('all their spans are on one clock', () => {
    const [, last] = edgeRuns(edges, packets, 100);
    expect(last?.part.spans).toEqual([
      { from: 40, to: 50 },
      { from: 180, to: 190 },
    ]);
  });

  test('no more of them than leave work for other cores', () => {
    expect(runsOf(20).map(({ lengths }) => lengths.length)).toEqual([2, 1, 2]);
    expect(runsOf(5).map(({ lengths }) => lengths.length)).toEqual([1, 1, 1, 1, 1]);
  });

  test('alone what needs the original', () => {
    const late = { ...packets, starts: starts.slice(2) };
    expect(runsOf(100, late).map(({ packets }) => packets?.fromPacket)).toEqual([
      ...[undefined, undefined, 100, 300],
    ]);
  });
});

const run = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 99 }))
  .map(([fromPacket, length]) => ({ fromPacket, toPacket: fromPacket + length }));

test('files of a run hold all its packets and no others, whatever else divides them', () => {
  fc.assert(
    fc.property(fc.array(run, { minLength: 1, maxLength: 9 }), runs => {
      const borders = packetBorders(runs);
      expect(borders).toEqual([...new Set(borders)].sort((a, b) => a - b));
      // Files named after the packets in them.
      const paths = [0, ...borders].map((from, at) => `${from}-${borders[at] ?? 'end'}`);
      for (const { fromPacket, toPacket } of runs) {
        const files = filesOfRun(paths, borders, { fromPacket, toPacket });
        expect(files[0]?.path.split('-')[0]).toBe(`${fromPacket}`);
        expect(files.at(-1)?.path.split('-')[1]).toBe(`${toPacket}`);
        expect(files.reduce((sum, file) => sum + file.packets, 0)).toBe(toPacket - fromPacket);
      }
    }),
  );
});
