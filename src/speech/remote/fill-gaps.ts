import type { Word } from '../../documents/transcript.contract.ts';
import { spreadWords } from '../spread-words.ts';
import type { AnswerLine, AnswerWord } from './verbose-answer.contract.ts';

/** A word of a line, with its time where the answer has one that can be believed. */
export type Spoken = { text: string; line: AnswerLine; timed?: AnswerWord | undefined };

/** Words without a time get at least so much. */
const MIN_WORD_SECONDS = 0.02;

/** Runs of words without times share what their line leaves between the timed neighbours. */
export function fillGaps(spoken: readonly Spoken[], clipSeconds: number): Word[] {
  const words: Word[] = [];
  const limits = nextStarts(spoken, clipSeconds);
  for (let first = 0; first < spoken.length; ) {
    const current = spoken[first];
    if (!current) break;
    if (current.timed) {
      words.push(toWord(current.text, current.timed));
      first++;
      continue;
    }
    let last = first + 1;
    while (spoken[last] && !spoken[last]?.timed && spoken[last]?.line === current.line) last++;
    const run = spoken.slice(first, last).map(({ text }) => text);
    const least = run.length * MIN_WORD_SECONDS;
    const limit = limits[last] ?? clipSeconds;
    words.push(...spreadWords(run, freeStretch(current.line, words.at(-1), { limit, least })));
    first = last;
  }
  return words;
}

/** For each word and for the end: when the next one that has a time begins, or the clip ends. */
function nextStarts(spoken: readonly Spoken[], clipSeconds: number): number[] {
  const starts = [clipSeconds];
  for (const { timed } of spoken.toReversed()) starts.push(timed?.start ?? starts.at(-1) ?? 0);
  return starts.reverse();
}

/** Where there is too little time, it is taken from the word before: order is worth more than times. */
function freeStretch(
  line: AnswerLine,
  before: Word | undefined,
  { limit, least }: { limit: number; least: number },
) {
  const free = Math.max(line.start, before?.end ?? 0);
  const start = Math.max(Math.min(free, limit - least), before?.start ?? 0);
  return { start, end: Math.max(Math.min(line.end, limit), start) };
}

const toWord = (text: string, { start, end, probability }: AnswerWord): Word => ({
  text,
  start: Math.max(0, start),
  end,
  ...(probability !== undefined && { confidence: probability }),
});
