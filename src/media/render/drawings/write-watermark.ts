import type { Watermark } from '../../../config/look-config.contract.ts';
import type { AssStyle } from './ass-styles.ts';
import { type Picture, writeAss } from './write-ass.ts';

/** As on a keypad. */
const CORNERS = { bottom_left: 1, bottom_right: 3, top_left: 7, top_right: 9 } as const;
const OUTLINE_PIXELS = 1.5;
/** Longer than any recording. */
const ALWAYS_SECONDS = 99 * 3600;

/**
 * A watermark as an ASS document, whose text is data to every program on the way: no filter
 * syntax, letters of all scripts, right to left where they run so.
 */
export function writeWatermark({ text, position, opacity }: Watermark, picture: Picture) {
  const style: AssStyle = {
    font: 'DejaVu Sans',
    sizePixels: 28,
    bold: true,
    textColour: '#ffffff',
    textTransparency: 1 - opacity,
    borderColour: '#000000',
    borderTransparency: 1 - opacity,
    borderPixels: OUTLINE_PIXELS,
    border: 'outline',
    sideMarginPixels: 28,
    edgeMarginPixels: 24,
    alignment: CORNERS[position],
  };
  return writeAss([{ start: 0, end: ALWAYS_SECONDS, lines: [text] }], style, picture);
}
