import { describe, expect, test } from 'vitest';
import { PictureConfig } from '#src/config/look-config.contract.ts';
import { processingConfig } from '#src/config/processing-config.contract.ts';

test('by default the picture stays as it is', () => {
  expect(processingConfig().picture).toMatchObject({ vertical: 'off', watermark: null });
});

const faults = (picture: object) =>
  PictureConfig.safeParse(picture).error?.issues.map(({ message }) => message) ?? [];

describe('the text of a watermark', () => {
  test.each([
    ['quotes', `it's "mine"`],
    ['what filters are written in', 'a:b,c;[d]=e'],
    ['backslashes', '\\N \\\\ C:\\new'],
    ['what other filters expand', '%{pts} %{eif:1}'],
    ['commands of subtitles', '{\\alpha&HFF&}'],
    ['pictures as letters', '😀 castline'],
    ['right to left', 'שלום – مرحبا'],
  ])('may hold %s', (_, text) => {
    expect(PictureConfig.parse({ watermark: { text } }).watermark).toEqual({
      text,
      position: 'top_right',
      opacity: 0.6,
    });
  });

  test.each([
    ['no letters', '  '],
    ['a line break', 'one\ntwo'],
    ['another line break', 'one\u2028two'],
    ['a control character', 'a\u0000b'],
    ['more than fits', 'x'.repeat(81)],
  ])('may not have %s', (_, text) => {
    expect(faults({ watermark: { text } })).toHaveLength(1);
  });
});

test.each([
  { burn_in: { font: 'Comic Sans' } },
  { burn_in: { text_colour: 'red' } },
  { burn_in: { size_pixels: 8 } },
  { burn_in: { preset: 'none' } },
  { burn_in: { border_opacity: 2 } },
  { vertical: 'square' },
  { vertical_focus: 1.1 },
  { watermark: {} },
  { watermark: { text: 'x', opacity: 0 } },
  { watermark: { text: 'x', position: 'middle' } },
  { watermark: { text: 'x', path: '/etc/passwd' } },
])('%o is refused', picture => {
  expect(faults(picture)).not.toEqual([]);
});

test('the message says what to do', () => {
  expect(faults({ watermark: { text: 'one\ntwo' } })).toEqual([
    'A watermark is one line, without control characters.',
  ]);
});
