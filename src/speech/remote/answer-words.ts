import { comparable } from '../comparable.ts';
import type { SpeechClip } from '../ports.ts';
import { splitWords, spreadWords } from '../spread-words.ts';
import type { Word } from '../transcript.contract.ts';
import { dropInventions } from './drop-inventions.ts';
import { pairWords } from './pair-words.ts';
import type { AnswerLine, AnswerWord, VerboseAnswer } from './verbose-answer.contract.ts';

/** How far a word may lie outside its line before its time is not believed. */
const STRAY_SECONDS = 1.5;

type Clip = Pick<SpeechClip, 'durationSeconds' | 'sound'>;
type Spoken = { text: string; line: AnswerLine; timed?: AnswerWord | undefined };

/**
 * Words of a verbose answer, in seconds of its clip. Lines say what was said, with punctuation;
 * `words` say when. Where the times of words are missing, equal or stray, the line's time is shared
 * by length. Undefined when the answer has text but no times at all.
 */
export function answerWords(answer: VerboseAnswer, clip: Clip): Word[] | undefined {
  const { durationSeconds: clipSeconds } = clip;
  const timedWords = answer.words ?? [];
  const lines = answer.segments ?? [];
  if (answer.text.trim() === '' && lines.length === 0) return [];
  if (timedWords.length === 0 && lines.length === 0) return undefined;
  const whole = { text: answer.text, start: 0, end: clipSeconds };
  const said = dropInventions(lines.length > 0 ? timedLines(lines, clipSeconds) : [whole], clip);
  const spoken: Spoken[] = said.flatMap(line =>
    splitWords(line.text).map(text => ({ text, line })),
  );
  const usable = believable(timedWords).filter(word => said.some(line => isNear(line, word)));
  const pairs = pairWords(
    spoken.map(({ text }) => comparable(text)),
    usable.map(({ word }) => comparable(word)),
  );
  const timed = spoken.map((word, index) => ({
    ...word,
    timed: inLine(word, usable[pairs[index] ?? -1]),
  }));
  return fillGaps(timed);
}

/** Lines without a length get it from where the aligner looked, or from their neighbours. */
const timedLines = (lines: readonly AnswerLine[], clipSeconds: number) =>
  lines.map((line, index) => {
    if (line.end > line.start) return line;
    const { audio_start: from, audio_end: to } = line;
    if (from !== undefined && to !== undefined && to > from)
      return { ...line, start: from, end: to };
    const next =
      lines.slice(index + 1).find(({ start }) => start > line.start)?.start ?? clipSeconds;
    return { ...line, end: Math.max(next, line.start + 0.1) };
  });

/** Aligners that fail give words no length, or many words one start. */
function believable(words: readonly AnswerWord[]) {
  const starts = new Map<number, number>();
  for (const { start } of words) starts.set(start, (starts.get(start) ?? 0) + 1);
  return words.filter(({ start, end }) => end > start && starts.get(start) === 1);
}

const inLine = ({ line }: Spoken, word: AnswerWord | undefined) =>
  word && isNear(line, word) ? word : undefined;

function isNear(line: AnswerLine, word: AnswerWord) {
  const middle = (word.start + word.end) / 2;
  return middle > line.start - STRAY_SECONDS && middle < line.end + STRAY_SECONDS;
}

/** Runs of words without times share what their line leaves between the timed neighbours. */
function fillGaps(spoken: readonly Spoken[]): Word[] {
  const words: Word[] = [];
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
    words.push(...spreadWords(run, freeStretch(current.line, words.at(-1), spoken[last])));
    first = last;
  }
  return words;
}

function freeStretch(line: AnswerLine, before: Word | undefined, after: Spoken | undefined) {
  const start = Math.max(line.start, before?.end ?? 0);
  const sameLine = after?.line === line ? after.timed?.start : undefined;
  return { start, end: Math.max(sameLine ?? line.end, start + 0.05) };
}

const toWord = (text: string, { start, end, probability }: AnswerWord): Word => ({
  text,
  start: Math.max(0, start),
  end,
  ...(probability !== undefined && { confidence: probability }),
});
