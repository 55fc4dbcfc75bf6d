import iconv from 'iconv-lite';
import { LETTER_ENCODINGS, type LetterEncoding } from '../../documents/subtitle-encodings.ts';
import { LETTER_MODELS, type LetterModel } from '../letters/letter-model.ts';
import { ENCODINGS } from './encodings.ts';
import type { SampledWords } from './sample-words.ts';

/** A reading of the sample: the lower the cost, the likelier. */
export type Reading = {
  encoding: LetterEncoding;
  language: string;
  /** The words beyond ASCII. */
  text: string;
  /** Of these words alone. */
  letterCost: number;
  /** With the words of ASCII around them. */
  cost: number;
};

/** Each word of ASCII makes another script a little less likely: it is at home in Latin text. */
const FOREIGN_WORD_COST = 0.5;

/** All readings of a sample, the likeliest first. */
export function rankEncodings({ beyondAscii, ascii }: SampledWords): Reading[] {
  const asciiText = ascii.join(' ');
  const asciiCosts = new Map(LATIN.map(model => [model.language, model.costOf(asciiText)]));
  // Words of ASCII in another script are of whatever language they fit best.
  const foreign = Math.min(...asciiCosts.values()) + ascii.length * FOREIGN_WORD_COST;
  return LETTER_ENCODINGS.flatMap(encoding => {
    const text = iconv.decode(beyondAscii, encoding).normalize('NFC');
    return modelsOf(encoding).map(({ language, costOf }) => {
      const letterCost = costOf(text);
      const around = (asciiCosts.get(language) ?? foreign) + ENCODINGS[encoding].rarity;
      return { encoding, language, text, letterCost, cost: letterCost + around };
    });
  }).toSorted((a, b) => a.cost - b.cost);
}

const LATIN = LETTER_MODELS.filter(({ script }) => script === 'Latin');

const modelsOf = (encoding: LetterEncoding): LetterModel[] =>
  LETTER_MODELS.filter(({ language }) => ENCODINGS[encoding].languages.includes(language));
