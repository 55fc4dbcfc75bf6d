import { expect, test } from 'vitest';
import { sphinxWords } from '../../../../src/adapters/speech/offline/sphinx-words.ts';
import { punctuate } from '../../../../src/speech/punctuate.ts';

const PRINTED = `when the time
<s> 13.760 13.830 0.999600
when 13.840 14.140 0.989554
the(2) 14.150 14.220 1.000200
<sil> 14.230 14.550 0.999700
[NOISE] 14.560 15.000 0.607345
++UM++ 15.010 15.400 0.912004
i'm 15.410 15.990 0.999700
</s> 17.220 17.650 1.000000

hello
hello 39.940 40.480 0.889929
`;

test('words are read without fillers and pronunciations, confidence is at most 1', () => {
  expect(sphinxWords(PRINTED)).toEqual([
    { text: 'when', start: 13.84, end: expect.closeTo(14.15), confidence: 0.989554 },
    { text: 'the', start: 14.15, end: expect.closeTo(14.23), confidence: 1 },
    { text: "i'm", start: 15.41, end: expect.closeTo(16), confidence: 0.9997 },
    { text: 'hello', start: 39.94, end: expect.closeTo(40.49), confidence: 0.889929 },
  ]);
});

test('a pause makes a sentence', () => {
  const texts = punctuate(sphinxWords(PRINTED)).map(({ text }) => text);
  expect(texts).toEqual(['When', 'the.', "I'm.", 'Hello.']);
});
