import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from './run-program.ts';

export type Slide = { title: string; lines: readonly string[]; number: number; of: number };

const FONTS = '/usr/share/fonts/truetype/dejavu';
export const CLOCK_FONT = `${FONTS}/DejaVuSansMono.ttf`;
const PAPER = '0xf8f6f1';
const INK = '0x1f2933';
const GREY = '0x7b8794';
/** One per slide in turn, so that a change of slide shows from afar. */
const ACCENTS = ['0x2f6f8f', '0x9c4a1a', '0x2b5c9e', '0x3f7d3a', '0xa83244', '0x54478c'];

const TITLE = { font: 'DejaVuSans-Bold', size: 54, color: INK };
const LINE = { font: 'DejaVuSans', size: 34, color: INK };
const NUMBER = { font: 'DejaVuSans', size: 20, color: GREY };

/** Draws one slide of 1280x720, scaled to the width of the video, as PNG. */
export async function drawSlide(
  slide: Slide,
  { folder, width }: { folder: string; width: number },
) {
  const accent = ACCENTS[slide.number % ACCENTS.length];
  const texts = [
    { text: slide.title, x: 96, y: 120, ...TITLE },
    ...slide.lines.map((text, index) => ({ text, x: 140, y: 276 + index * 76, ...LINE })),
    { text: `Slide ${slide.number} of ${slide.of}`, x: 96, y: 668, ...NUMBER },
  ];
  const written = texts.map(async ({ text, ...style }, index) => {
    // From a file, so that quotes and colons in a text mean nothing to the filter.
    const file = join(folder, `slide-${slide.number}-${index}.txt`);
    await writeFile(file, text);
    return drawText(file, style);
  });
  const boxes = [
    `drawbox=x=0:y=0:w=28:h=720:c=${accent}:t=fill`,
    `drawbox=x=96:y=204:w=160:h=6:c=${accent}:t=fill`,
    ...slide.lines.map(
      (_, index) => `drawbox=x=100:y=${287 + index * 76}:w=14:h=14:c=${accent}:t=fill`,
    ),
  ];
  const filters = [...boxes, ...(await Promise.all(written)), `scale=${width}:-2`];
  const file = join(folder, `slide-${slide.number}.png`);
  const paper = `color=c=${PAPER}:s=1280x720`;
  await ffmpeg(['-f', 'lavfi', '-i', paper, '-vf', filters.join(','), '-frames:v', '1', file]);
  return file;
}

function drawText(
  file: string,
  { font, size, color, x, y }: { font: string; size: number; color: string; x: number; y: number },
) {
  const place = `x=${x}:y=${y}:fontsize=${size}:fontcolor=${color}`;
  return `drawtext=textfile=${file}:expansion=none:fontfile=${FONTS}/${font}.ttf:${place}`;
}
