import { expect, test } from 'vitest';
import { vttText } from '../../../src/documents/vtt-text.ts';

test.each([
  { line: 'plain', text: 'plain' },
  { line: 'A & <b>', text: 'A &amp; &lt;b&gt;' },
  { line: '00:01 --> 00:02', text: '00:01 --&gt; 00:02' },
  { line: '&lt;', text: '&amp;lt;' },
])('$line is written as $text', ({ line, text }) => {
  expect(vttText(line)).toBe(text);
});
