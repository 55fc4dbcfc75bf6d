import type { EditList } from '../../src/documents/edit.contract.ts';
import { toEdited } from '../../src/documents/edit-map.ts';
import { bitmap, box, COLORS, clock, label, picture, shape, WIDTH } from './svg.ts';

const SIDE = 20;
/** ffmpeg 5.1 never ends on heights that are no power of two. */
export const PLOT = { width: WIDTH - 2 * SIDE, height: 128 } as const;
const BEFORE_Y = 48;
const AFTER_Y = 270;

/** The whole sound before and after, on one scale: red goes, and what stays moves together. */
export function spectrogramPicture(edit: EditList, images: { before: Buffer; after: Buffer }) {
  const { source_seconds: seconds, kept_seconds, kept, cuts } = edit;
  const scale = PLOT.width / seconds;
  const at = (second: number) => SIDE + second * scale;
  const row = (start: number, end: number, y: number) => ({
    x: at(start),
    y,
    width: (end - start) * scale,
    height: PLOT.height,
  });
  const after = (second: number) => at(toEdited(edit, second));
  const bridges = kept.map(({ start, end }) => {
    const [top, bottom] = [BEFORE_Y + PLOT.height, AFTER_Y];
    const left = after(start);
    const upper = [
      { x: at(start), y: top },
      { x: at(end), y: top },
    ];
    const lower = [
      { x: left + (end - start) * scale, y: bottom },
      { x: left, y: bottom },
    ];
    return shape([...upper, ...lower], `fill="${COLORS.sound}" fill-opacity=".16"`);
  });
  const gone = cuts.flatMap(({ start, end }) => [
    box(row(start, end, BEFORE_Y), `fill="${COLORS.cut}" fill-opacity=".62"`),
    label(
      `−${(end - start).toFixed(1)} s`,
      { x: at((start + end) / 2), y: BEFORE_Y + PLOT.height + 18 },
      { anchor: 'middle', color: COLORS.cut },
    ),
  ]);
  return picture(
    'Spectrograms of a lecture before and after its cuts',
    AFTER_Y + PLOT.height + 20,
    [
      label(`Before: ${clock(seconds)}`, { x: SIDE, y: 32 }, { bold: true }),
      bitmap(row(0, seconds, BEFORE_Y), images.before),
      ...bridges,
      ...gone,
      bitmap(row(0, kept_seconds, AFTER_Y), images.after),
      ...kept.slice(1).map(({ start }) => seam(after(start))),
      label(
        `After: ${clock(kept_seconds)}`,
        { x: at(kept_seconds) + 12, y: AFTER_Y + 24 },
        { bold: true },
      ),
    ],
  );
}

const seam = (x: number) =>
  box(
    { x: x - 0.7, y: AFTER_Y, width: 1.4, height: PLOT.height },
    'fill="#fff" fill-opacity=".85"',
  );
