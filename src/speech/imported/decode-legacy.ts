import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { SIGN_ENCODINGS } from '../../documents/subtitle-encodings.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { countSigns, isReplacement } from './count-signs.ts';
import { rankEncodings } from './rank-encodings.ts';
import { sampleWords } from './sample-words.ts';

/**
 * How unlikely a text may be for each of its bytes beyond ASCII, and how much more a short one may.
 * Right readings of the sentences in the tests have 3.9 at the most, wrong ones 4.8 at the least.
 */
const MOST_COST_PER_BYTE = 4.4;
const SHORT_ALLOWANCE = 6;
/** Another reading that is less than e^3, twenty times, as unlikely might be the right one. */
const UNSURE_COST = 3;
/** Of 100; what has a few signs of two bytes by accident has 10. */
const SURE_OF_SIGNS = 40;
const SAMPLE_BYTES = 100_000;

/**
 * The text of a file from before Unicode: in the encoding whose letters follow each other as they do
 * in one of its languages. A close second is noted.
 * @throws StageError `unknown_encoding` where none makes sense
 */
export function decodeLegacy(bytes: Uint8Array) {
  const sample = sampleWords(bytes);
  const [best, ...others] = rankEncodings(sample);
  const { length } = sample.beyondAscii;
  const likely = best && best.letterCost <= MOST_COST_PER_BYTE * length + SHORT_ALLOWANCE;
  if (!best || !likely) return decodeSigns(bytes);
  const rival = others.find(({ text }) => text !== best.text);
  const isUnsure = rival && rival.cost - best.cost < UNSURE_COST;
  const notes = isUnsure
    ? [
        `The subtitle file was read as ${best.encoding}, but might be ${rival.encoding}: look at its letters, or send it as UTF-8.`,
      ]
    : [];
  return { text: iconv.decode(bytes, best.encoding).normalize('NFC'), notes };
}

function decodeSigns(bytes: Uint8Array) {
  const names: readonly string[] = SIGN_ENCODINGS;
  const found = analyse(bytes.subarray(0, SAMPLE_BYTES)).find(({ name }) => names.includes(name));
  const text = found && found.confidence >= SURE_OF_SIGNS ? iconv.decode(bytes, found.name) : '';
  if (text === '' || countSigns(text, isReplacement) > text.length * 0.005) {
    throw new StageError('unknown_encoding');
  }
  return { text, notes: [] };
}
