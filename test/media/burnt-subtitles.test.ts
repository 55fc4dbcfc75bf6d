import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ASS_STYLES, type AssStyleName } from '#src/media/render/drawings/ass-styles.ts';
import { writeAss } from '#src/media/render/drawings/write-ass.ts';
import { ffmpeg } from './support/clips.ts';
import { testFolder } from './support/engine.ts';

const folder = testFolder();
const WIDE = { width: 640, height: 360 };
const UPRIGHT = { width: 360, height: 640 };
let files = 0;

type Burn = { lines: string[]; style?: AssStyleName; size?: typeof WIDE; on?: string; at?: number };

/** Grey pixels of one frame of a two-second clip into which a subtitle of the first was burnt. */
function burn({ lines, style = 'outline', size = WIDE, on = 'black', at = 0.5 }: Burn) {
  const path = join(folder, `burn-${++files}.ass`);
  writeFileSync(path, writeAss([{ start: 0, end: 1, lines }], ASS_STYLES[style], size));
  const picture = `color=${on}:s=${size.width}x${size.height}:r=10:d=2`;
  const graph = ['-vf', `ass=${path}`, '-ss', `${at}`, '-frames:v', '1'];
  return ffmpeg([
    '-f',
    'lavfi',
    '-i',
    picture,
    ...graph,
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-',
  ]);
}

const count = (pixels: Uint8Array, wanted: (value: number) => boolean) =>
  pixels.reduce((sum, value) => sum + (wanted(value) ? 1 : 0), 0);
const white = (pixels: Uint8Array) => count(pixels, value => value > 200);
const dark = (pixels: Uint8Array) => count(pixels, value => value < 60);

/** The box around what is not background, in pixels. */
function extent(pixels: Uint8Array, { width }: typeof WIDE) {
  const inked = Array.from(pixels.keys()).filter(index => (pixels[index] ?? 0) > 60);
  const columns = inked.map(index => index % width);
  const rows = inked.map(index => Math.floor(index / width));
  const [least, most] = [
    (list: number[]) => Math.min(...list),
    (list: number[]) => Math.max(...list),
  ];
  return { left: least(columns), right: most(columns), top: least(rows), bottom: most(rows) };
}

const TWO_LINES = ['The quick brown fox jumps over a lazy dog', 'and – как всегда – не устаёт'];

describe('ASS that ffmpeg burns in', () => {
  test('shows in its time, in the middle below, with a margin on all sides', () => {
    expect(white(burn({ lines: TWO_LINES, at: 1.5 }))).toBe(0);
    const { left, right, top, bottom } = extent(burn({ lines: TWO_LINES }), WIDE);
    expect(left).toBeGreaterThan(20);
    expect(right).toBeLessThan(WIDE.width - 20);
    expect(Math.abs(left + right - WIDE.width)).toBeLessThan(8);
    expect(top).toBeGreaterThan(WIDE.height * 0.7);
    expect(bottom).toBeLessThan(WIDE.height - 15);
  });

  test.each(['outline', 'box'] as const)('%s can be read on white as on black', style => {
    expect(white(burn({ lines: TWO_LINES, style }))).toBeGreaterThan(1000);
    expect(dark(burn({ lines: TWO_LINES, style, on: 'white' }))).toBeGreaterThan(1000);
  });

  test('fits a picture held upright', () => {
    const { left, right, top } = extent(burn({ lines: TWO_LINES, size: UPRIGHT }), UPRIGHT);
    expect(left).toBeGreaterThanOrEqual(15);
    expect(right).toBeLessThanOrEqual(UPRIGHT.width - 15);
    expect(top).toBeGreaterThan(UPRIGHT.height * 0.6);
  });

  test.each([
    { name: 'braces', text: '{bold} x', without: 'bold x' },
    { name: 'what would hide the text', text: '{\\alpha&HFF&}seen', without: 'seen' },
    { name: 'backslashes', text: 'C:\\New\\harbour', without: 'C:Newharbour' },
  ])('$name are shown, not obeyed', ({ text, without }) => {
    const [shown, bare] = [text, without].map(line => extent(burn({ lines: [line] }), WIDE));
    expect((shown?.right ?? 0) - (shown?.left ?? 0)).toBeGreaterThan(
      (bare?.right ?? 0) - (bare?.left ?? 0) + 4,
    );
    const [tall, flat] = [shown, bare].map(box => (box?.bottom ?? 0) - (box?.top ?? 0));
    expect(tall).toBeLessThan((flat ?? 0) + 12);
  });
});
