import { expect, test } from 'vitest';
import { likeliestLanguage } from '../../../src/speech/likeliest-language.ts';

test.each([
  { name: 'no pieces', pieces: [], found: undefined },
  { name: 'no speech in any', pieces: [{ languages: {}, seconds: 30 }], found: undefined },
  {
    name: 'the longer piece',
    pieces: [
      { languages: { en: 0.9, ru: 0.1 }, seconds: 10 },
      { languages: { en: 0.2, ru: 0.8 }, seconds: 30 },
    ],
    found: { language: 'ru', probability: 0.625 },
  },
  {
    name: 'pieces without speech aside',
    pieces: [
      { languages: { en: 0.9 }, seconds: 10 },
      { languages: {}, seconds: 300 },
    ],
    found: { language: 'en', probability: 0.9 },
  },
  {
    name: 'names of the engine that ISO writes otherwise',
    pieces: [{ languages: { jw: 0.7, haw: 0.9 }, seconds: 10 }],
    found: { language: 'jv', probability: 0.7 },
  },
])('$name', ({ pieces, found }) => {
  const likeliest = likeliestLanguage(pieces.map(piece => ({ ...piece })) as never);
  expect(likeliest?.language).toBe(found?.language);
  if (found) expect(likeliest?.probability).toBeCloseTo(found.probability);
});
