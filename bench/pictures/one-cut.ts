import type { EditList } from '../../src/documents/edit.contract.ts';
import type { Range } from '../../src/documents/ranges.ts';
import { FRAME_SECONDS } from '../../src/media/sound/level-meter.ts';
import { box, COLORS, clock, label, picture, shape, tenth, WIDTH } from './svg.ts';

const AROUND_SECONDS = 3;
const SIDE = 20;
const HEIGHT = 130;
const BEFORE_Y = 48;
const AFTER_Y = 280;
const BOTTOM_DBFS = -75;

type Drawn = {
  cut: EditList['cuts'][number];
  margins: Range[];
  levels: Float32Array;
  floorDbfs: number;
};

/** The level around one cut: what goes, what is left beside the words, and the seam. */
export function oneCutPicture({ cut, margins, levels, floorDbfs }: Drawn) {
  const [from, to] = [cut.start - AROUND_SECONDS, cut.end + AROUND_SECONDS];
  const scale = (WIDTH - 2 * SIDE) / (to - from);
  const above = (second: number) => SIDE + (second - from) * scale;
  // What is joined stands in the middle, under the cut.
  const seamX = above((cut.start + cut.end) / 2);
  const below = (second: number) =>
    seamX + (second <= cut.start ? second - cut.start : second - cut.end) * scale;
  const sides = [
    { start: from, end: cut.start },
    { start: cut.end, end: to },
  ];
  const row = (y: number, at: (second: number) => number, ranges: readonly Range[]) => [
    ...ranges.map(range => levelShape(levels, range, at, y)),
    ...margins.map(({ start, end }) => veil(at(start), at(end), y, COLORS.margin, 0.45)),
    floorLine(at(from), at(to), y, floorDbfs),
  ];
  const bridges = sides.map(({ start, end }) =>
    shape(
      [
        { x: above(start), y: BEFORE_Y + HEIGHT },
        { x: above(end), y: BEFORE_Y + HEIGHT },
        { x: below(end), y: AFTER_Y },
        { x: below(start), y: AFTER_Y },
      ],
      `fill="${COLORS.sound}" fill-opacity=".12"`,
    ),
  );
  const middle = { x: seamX, y: BEFORE_Y + 60 };
  return picture('The level around one cut, before and after', AFTER_Y + HEIGHT + 44, [
    label('Before', { x: SIDE, y: 32 }, { bold: true }),
    ...bridges,
    veil(above(cut.start), above(cut.end), BEFORE_Y, COLORS.cut, 0.3),
    ...row(BEFORE_Y, above, [{ start: from, end: to }]),
    label(`${(cut.end - cut.start).toFixed(1)} s go`, middle, { anchor: 'middle', bold: true }),
    ...[cut.start, cut.end].map((second, index) =>
      label(
        clock(second, 1),
        { x: above(second) + (index ? -6 : 6), y: BEFORE_Y + HEIGHT + 18 },
        { anchor: index ? 'end' : 'start', color: COLORS.cut },
      ),
    ),
    label('After', { x: SIDE, y: AFTER_Y + 20 }, { bold: true }),
    ...row(AFTER_Y, below, sides),
    `<path d="M${tenth(seamX)} ${AFTER_Y - 8}v${HEIGHT + 16}" stroke="${COLORS.cut}" stroke-width="1.5"/>`,
    label(
      'orange: quiet left beside the words · dashed: the noise floor',
      { x: seamX, y: AFTER_Y + HEIGHT + 30 },
      { anchor: 'middle', color: COLORS.grey },
    ),
  ]);
}

const veil = (left: number, right: number, y: number, color: string, opacity: number) =>
  box(
    { x: left, y, width: right - left, height: HEIGHT },
    `fill="${color}" fill-opacity="${opacity}"`,
  );

const heightOf = (dbfs: number) => HEIGHT * Math.min(1, Math.max(0, dbfs / BOTTOM_DBFS));

function floorLine(left: number, right: number, y: number, dbfs: number) {
  const line = `M${tenth(left)} ${tenth(y + heightOf(dbfs))}H${tenth(right)}`;
  return `<path d="${line}" stroke="${COLORS.margin}" stroke-width="1.5" stroke-dasharray="6 4"/>`;
}

function levelShape(
  levels: Float32Array,
  { start, end }: Range,
  at: (second: number) => number,
  y: number,
) {
  const [first, last] = [Math.round(start / FRAME_SECONDS), Math.round(end / FRAME_SECONDS)];
  const points = Array.from({ length: last - first }, (_, index) => ({
    x: at(start) + ((at(end) - at(start)) * index) / (last - first - 1),
    y: y + heightOf(levels[first + index] ?? BOTTOM_DBFS),
  }));
  const ends = [
    { x: at(end), y: y + HEIGHT },
    { x: at(start), y: y + HEIGHT },
  ];
  return shape([...points, ...ends], `fill="${COLORS.sound}"`);
}
