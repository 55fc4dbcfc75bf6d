import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrimConfig } from '#src/config/processing-config.contract.ts';
import { EditList } from '#src/documents/edit.contract.ts';
import { lengthOf } from '#src/documents/ranges.ts';
import { planCuts } from '#src/media/edit/plan-cuts.ts';

const TWENTY_FIVE = { frames: 25, seconds: 1, originSeconds: 0 };
const sound = [
  { start: 3, end: 10 },
  { start: 11.5, end: 20 },
  { start: 26, end: 40 },
];
const plan = (trim: object = {}, extra: object = {}) =>
  planCuts({ sound, sourceSeconds: 45, trim: TrimConfig.parse(trim), grid: null, ...extra });

describe('what is cut', () => {
  test('head, tail and long pauses, each with a margin beside the sound', () => {
    expect(plan().cuts).toEqual([
      { start: 0, end: 2.75, reason: 'head' },
      { start: 20.25, end: 25.75, reason: 'pause' },
      { start: 40.25, end: 45, reason: 'tail' },
    ]);
  });

  test.each([
    ['shorter pauses on request', { min_pause_seconds: 1 }, ['head', 'pause', 'pause', 'tail']],
    ['no pauses where they must be long', { min_pause_seconds: 10 }, ['head', 'tail']],
    ['no edges where they must be long', { min_edge_silence_seconds: 10 }, ['pause']],
    ['nothing when switched off', { enabled: false }, []],
    ['nothing when the margins eat it all', { margin_seconds: 6 }, []],
  ])('%s', (_, trim, reasons) => {
    expect(plan(trim).cuts.map(({ reason }) => reason)).toEqual(reasons);
  });

  test('no sound at all: everything stays', () => {
    expect(plan({}, { sound: [] })).toMatchObject({ kept: [{ start: 0, end: 45 }], cuts: [] });
  });

  test('a short sound between two pauses stays, with the shorter pause', () => {
    const blip = [
      { start: 0, end: 5 },
      { start: 8, end: 8.1 },
      { start: 15, end: 20 },
    ];
    const extra = { sound: blip, sourceSeconds: 20 };
    expect(plan({ margin_seconds: 0 }, extra).cuts).toEqual([
      { start: 8.25, end: 14.95, reason: 'pause' },
    ]);
  });
});

describe('frames', () => {
  test('cuts shrink to frame times', () => {
    const extra = { sound: [{ start: 1.01, end: 2.99 }], sourceSeconds: 10, grid: TWENTY_FIVE };
    expect(plan({ margin_seconds: 0 }, extra).kept).toEqual([{ start: 0.96, end: 3.16 }]);
  });

  test('an uncut beginning moves to the first frame of a shifted grid', () => {
    const grid = { ...TWENTY_FIVE, originSeconds: 0.021 };
    const extra = { sound: [{ start: 0, end: 5 }], sourceSeconds: 10, grid };
    expect(plan({}, extra).kept[0]).toEqual({ start: 0.021, end: 5.261 });
  });
});

const pieces = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 })),
  { minLength: 1, maxLength: 40 },
);

describe('always', () => {
  test.each([null, TWENTY_FIVE, { frames: 30_000, seconds: 1001, originSeconds: 0.011 }])(
    'a valid list that keeps all sound, on grid %o',
    grid => {
      fc.assert(
        fc.property(pieces, fc.integer({ min: 0, max: 400 }), (steps, rest) => {
          let at = 0;
          const heard = steps.map(([gap, length]) => {
            const start = at + gap / 20;
            at = start + length / 20;
            return { start, end: at };
          });
          const sourceSeconds = at + rest / 20;
          const edit = plan({}, { sound: heard, sourceSeconds, grid });
          EditList.parse(edit);
          const frame = grid ? grid.seconds / grid.frames : 0;
          for (const { start, end } of heard) {
            const holds = edit.kept.some(
              kept => kept.start <= start + frame && end - frame <= kept.end,
            );
            expect(holds).toBe(true);
          }
          edit.kept.forEach((range, index) => {
            expect(lengthOf(range)).toBeGreaterThan(0);
            if (index > 0) expect(range.start).toBeGreaterThan(edit.kept[index - 1]?.end ?? 0);
          });
        }),
      );
    },
  );
});
