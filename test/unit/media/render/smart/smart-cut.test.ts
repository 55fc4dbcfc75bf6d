import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editOf } from '#src/media/edit/plan-cuts.ts';
import { framesOfPackets, stretchFrom } from '#src/media/render/smart/copy-stretch.ts';
import { cutSmart, type Piece } from '#src/media/render/smart/smart-cut.ts';
import { planSmart, smartRefusal } from '#src/media/render/smart/smart-plan.ts';
import { frameCount, frameTotal } from '#src/media/timeline/spans.ts';
import { probeFor, SOURCE } from '../../support/source.ts';

const grid = { frames: 25, seconds: 1, originSeconds: 0 };
/** Groups of 50 frames as I P B B P B B …: the frames in the order they are decoded. */
const groups = (count: number) =>
  Array.from({ length: count }, (_, group) => {
    const first = group * 50;
    const rest = Array.from({ length: 16 }, (_, at) =>
      [3, 1, 2].map(step => first + at * 3 + step),
    );
    return [first, ...rest.flat(), first + 49];
  }).flat();
const frames = Int32Array.from(groups(40));
const starts = Array.from({ length: 40 }, (_, group) => group * 50);
const table = (more = {}) => ({
  shownSeconds: [...frames].map(frame => frame / 25),
  starts: new Set(starts),
  hidden: new Set<number>(),
  keyPictures: [],
  trouble: null,
  ...more,
});

describe('a stretch that can be copied', () => {
  test('has its ends where everything decoded has been shown', () => {
    const { ends, reorderFrames } = stretchFrom(frames, 50, 62);
    expect(ends.map(({ frame }) => frame)).toEqual([51, 54, 57, 60, 63]);
    expect(ends.at(-1)).toEqual({ packet: 63, frame: 63 });
    expect(reorderFrames).toBe(1);
  });

  test.each([
    ['a missing frame', [0, 1, 2, 4, 5, 6]],
    ['a frame twice', [0, 1, 2, 2, 3, 4]],
    ['a frame from before', [0, 1, 2, -1, 3, 4]],
  ])('ends at %s', (_, decoded) => {
    expect(stretchFrom(Int32Array.from(decoded), 0, 9).ends.at(-1)).toEqual({
      packet: 3,
      frame: 3,
    });
  });

  test('packets that are hidden, off the grid or unstamped make no frame', () => {
    const packets = table({ shownSeconds: [0, 0.04, 0.1, Number.NaN], hidden: new Set([1]) });
    expect([...framesOfPackets(packets, grid)]).toEqual([0, -1, -1, -1]);
  });
});

const spanLists = fc
  .array(fc.tuple(fc.integer({ min: 5, max: 200 }), fc.integer({ min: 4, max: 400 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map(steps => {
    let at = 0;
    return steps.flatMap(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return at < frames.length ? [{ from, to: at }] : [];
    });
  })
  .filter(spans => spans.length > 0);

const spansOf = (piece: Piece) => (piece.kind === 'copy' ? [piece.copy.frames] : piece.spans);

describe('the cut', () => {
  test('holds every frame once, in order, and is as long as planned', () => {
    fc.assert(
      fc.property(spanLists, planned => {
        const { pieces, spans } = cutSmart({ spans: planned, grid, frames, starts });
        const all = pieces
          .flatMap(spansOf)
          .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at));
        const wanted = spans.flatMap(({ from, to }) =>
          Array.from({ length: to - from }, (_, at) => from + at),
        );
        expect(all).toEqual(wanted);
        expect(frameTotal(spans)).toBe(frameTotal(planned));
      }),
    );
  });

  test('moves as a whole: no later time changes, and no side loses more than words can spare', () => {
    fc.assert(
      fc.property(spanLists, planned => {
        const { spans } = cutSmart({ spans: planned, grid, frames, starts });
        for (const [index, { from, to }] of planned.entries()) {
          const [made, next] = [spans[index], spans[index + 1]];
          const moved = (made?.to ?? 0) - to;
          expect(moved).toBeGreaterThanOrEqual(-3);
          expect(moved).toBeLessThanOrEqual(1);
          if (next) expect(next.from - (planned[index + 1]?.from ?? 0)).toBe(moved);
          else expect(moved).toBe(0);
          if (index === 0) expect(made?.from).toBe(from);
        }
      }),
    );
  });

  test('copies begin at clean starts and last a second at least', () => {
    fc.assert(
      fc.property(spanLists, planned => {
        for (const piece of cutSmart({ spans: planned, grid, frames, starts }).pieces) {
          if (piece.kind !== 'copy') continue;
          const { fromPacket, toPacket, frames: span } = piece.copy;
          expect(starts).toContain(fromPacket);
          expect(frames[fromPacket]).toBe(span.from);
          expect(toPacket - fromPacket).toBe(frameCount(span));
          expect(frameCount(span)).toBeGreaterThanOrEqual(25);
        }
      }),
    );
  });
});

describe('the plan', () => {
  const edit = editOf([{ start: 0.52, end: 60 }], 60);
  const input = {
    video: SOURCE.video,
    probe: probeFor(SOURCE, 60),
    edit,
    cores: 2,
    format: { sampleRate: 48_000, channels: 2 },
  };

  test('copies all but the lead-in', () => {
    expect(planSmart({ ...input, packets: table() })).toMatchObject({
      kind: 'smart',
      frames: 1487,
      copiedFrames: 1450,
      reorderFrames: 1,
      edge: { profile: 'High' },
      sound: { spans: [{ start: 24_960, length: 2_855_040 }] },
    });
  });

  test.each([
    ['damage', { trouble: 'damaged' as const }, /^damaged$/],
    ['changing parameters', { trouble: 'changing_parameters' as const }, /^changing parameters$/],
    ['open groups', { starts: new Set([0]) }, /^only 0 of 1487 frames/],
  ])('%s: refused', (_, more, why) => {
    expect(planSmart({ ...input, packets: table(more) })).toMatch(why);
  });

  const { video } = SOURCE;
  test.each([
    ['HEVC', { video: { ...video, codec: 'hevc' } }, 'codec hevc'],
    ['ten bits', { video: { ...video, pixelFormat: 'yuv420p10le' } }, 'pixel format yuv420p10le'],
    ['interlaced', { video: { ...video, interlaced: true } }, 'interlaced'],
    ['turned', { video: { ...video, rotation: 90 as const } }, 'rotated'],
    ['sizes', { video: { ...video, changesSize: true } }, 'changing size'],
    ['an odd size', { video: { ...video, width: 321 } }, 'odd size'],
    ['no index', { seekable: false }, 'no index'],
    ['what most send', {}, undefined],
  ])('%s by its headers', (_, more, why) => {
    const source = { ...SOURCE, ...more };
    expect(smartRefusal(source, probeFor(source, 60))).toBe(why);
  });

  test('a variable rate', () => {
    const probe = probeFor(SOURCE, 60);
    const variable = probe.video && { ...probe.video, variable_frame_rate: true };
    expect(smartRefusal(SOURCE, { ...probe, video: variable })).toBe('variable frame rate');
  });
});
