import { readFileSync, statSync } from 'node:fs';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { frameStrip } from '../../../bench/pictures/frame-strip.ts';
import { oneCutPicture } from '../../../bench/pictures/one-cut.ts';
import { spectrogramPicture } from '../../../bench/pictures/spectrogram.ts';
import { editOf } from '../../../src/media/edit/plan-cuts.ts';

const bitmap = Buffer.from('webp');
const edit = editOf(
  [
    { start: 4, end: 20 },
    { start: 30, end: 60 },
  ],
  60,
);
const [, cut] = edit.cuts;
const DRAWN = {
  spectrogram: spectrogramPicture(edit, { before: bitmap, after: bitmap }),
  level: cut
    ? oneCutPicture({
        cut,
        margins: [{ start: 19.75, end: 20 }],
        levels: new Float32Array(6000).fill(-60).fill(-20, 500, 1900),
        floorDbfs: -60,
      })
    : '',
  frames: frameStrip(
    [
      { seconds: 19, webp: bitmap },
      { seconds: 25, webp: bitmap, isCut: true },
    ],
    [{ seconds: 16, webp: bitmap }],
  ),
};

test.each(Object.entries(DRAWN))(
  'the picture of %s is well-formed, on paper of its own',
  (_, svg) => {
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toMatch(/<rect width="1200" height="\d[\d.]*" rx="6" fill="#fff"\/>/);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  },
);

test('lengths before and after are told, and what each cut takes', () => {
  expect(DRAWN.spectrogram).toContain('>Before: 1:00<');
  expect(DRAWN.spectrogram).toContain('>After: 0:46<');
  expect(DRAWN.spectrogram.match(/>−[\d.]+ s</g)).toEqual(['>−4.0 s<', '>−10.0 s<']);
  expect(DRAWN.level).toContain('>10.0 s go<');
});

test('only frames that go are red', () => {
  expect(DRAWN.frames.match(/fill-opacity=".45"/g)).toHaveLength(1);
  expect(DRAWN.frames).toContain('>0:25.0<');
});

describe('docs/media.md', () => {
  const shown = [...readFileSync('docs/media.md', 'utf8').matchAll(/\]\((images\/[^)]+)\)/g)];

  test('shows all three, each small enough to be read along', () => {
    const files = shown.map(([, file]) => file);
    expect(files).toEqual(['spectrogram', 'level', 'frames'].map(name => `images/cut-${name}.svg`));
    for (const file of files) expect(statSync(`docs/${file}`).size).toBeLessThan(150_000);
  });
});
