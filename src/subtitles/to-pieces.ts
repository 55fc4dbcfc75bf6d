import type { TimedWord } from '../documents/cue.ts';
import { endsClause, endsSentence } from '../speech/word-text.ts';
import { leansForward } from './leaning.ts';
import type { Ending, Piece } from './piece.ts';
import { signsOf, textWidth } from './text-width.ts';

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The pieces that lines are made of: words as they are, and the parts of words wider than a line.
 * Languages without spaces come as sentences in one word; they are cut where their words end.
 */
export const toPieces = (
  timed: readonly TimedWord[],
  maxWidth: number,
  language: string,
): Piece[] =>
  timed.flatMap((word, at) => {
    const { text } = word;
    const width = textWidth(text);
    if (width > maxWidth) return spread(word, partsOf(text, maxWidth), language);
    const opens = opensSpeech(text, timed[at - 1]?.text);
    return [
      { ...word, width, isTail: false, ending: opens ? 'leaning' : endingOf(text, language) },
    ];
  });

const DASH = /^[-–—]$/;

/** A dash at the beginning of what somebody says belongs to it; one amid a sentence to its line. */
const opensSpeech = (text: string, before: string | undefined) =>
  DASH.test(text) && (before === undefined || endsSentence(before));

function endingOf(text: string, language: string): Ending {
  if (endsSentence(text)) return 'sentence';
  if (endsClause(text)) return 'clause';
  return leansForward(text, language) ? 'leaning' : 'plain';
}

/** Parts of the text no wider than a line, with their punctuation behind them. */
function partsOf(text: string, maxWidth: number): string[] {
  const parts: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const joined = `${parts.at(-1) ?? ''}${segment}`;
    const belongs = !isWordLike && parts.length > 0 && textWidth(joined) <= maxWidth;
    if (belongs) parts.splice(-1, 1, joined);
    else parts.push(...chop(segment, maxWidth));
  }
  return parts;
}

/** What has no words inside, letter by letter. */
function chop(text: string, maxWidth: number): string[] {
  if (textWidth(text) <= maxWidth) return [text];
  const parts: string[] = [];
  for (const sign of signsOf(text)) {
    const joined = `${parts.at(-1) ?? ''}${sign}`;
    if (parts.length > 0 && textWidth(joined) <= maxWidth) parts.splice(-1, 1, joined);
    else parts.push(sign);
  }
  return parts;
}

/** Shares the time of a word among its parts by their width. */
function spread({ start, end }: TimedWord, parts: readonly string[], language: string): Piece[] {
  const widths = parts.map(textWidth);
  const perLetter = (end - start) / widths.reduce((sum, width) => sum + width, 0);
  let said = 0;
  return parts.map((text, index) => {
    const width = widths[index] ?? 0;
    const from = start + said * perLetter;
    said += width;
    const isTail = index > 0;
    const ending = endingOf(text, language);
    return { text, start: from, end: start + said * perLetter, width, isTail, ending };
  });
}
