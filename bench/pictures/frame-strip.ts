import { bitmap, box, COLORS, clock, label, picture, WIDTH } from './svg.ts';

export type Frame = { seconds: number; webp: Buffer; isCut?: boolean };

const SIDE = 20;
const GAP = 8;
const BEFORE_Y = 48;

/** Frames around one cut, and the same place in what was made of it. */
export function frameStrip(before: readonly Frame[], after: readonly Frame[]) {
  const width = (WIDTH - 2 * SIDE - GAP * (before.length - 1)) / before.length;
  const height = (width * 9) / 16;
  const afterY = BEFORE_Y + height + 72;
  const xOf = (index: number) => SIDE + index * (width + GAP);
  const shown = (frames: readonly Frame[], y: number, first: number) =>
    frames.flatMap(({ seconds, webp, isCut }, index) => {
      const place = { x: xOf(first + index), y, width, height };
      const time = { x: place.x + width / 2, y: y + height + 19 };
      const color = isCut ? COLORS.cut : COLORS.ink;
      return [
        bitmap(place, webp),
        ...(isCut ? [box(place, `fill="${COLORS.cut}" fill-opacity=".45"`)] : []),
        box(place, `fill="none" stroke="${isCut ? COLORS.cut : COLORS.grey}"`),
        label(clock(seconds, 1), time, { anchor: 'middle', color }),
      ];
    });
  const first = (before.length - after.length) / 2;
  const seamX = xOf(first + after.length / 2) - GAP / 2;
  return picture('Frames around one cut, before and after', afterY + height + 34, [
    label('Before: red goes', { x: SIDE, y: 32 }, { bold: true }),
    ...shown(before, BEFORE_Y, 0),
    label('After', { x: SIDE, y: afterY + 20 }, { bold: true }),
    ...shown(after, afterY, first),
    `<path d="M${seamX} ${afterY - 10}v${height + 20}" stroke="${COLORS.cut}" stroke-width="3"/>`,
  ]);
}
