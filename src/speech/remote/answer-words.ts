import type { Word } from '../../documents/transcript.contract.ts';
import type { SpeechClip } from '../ports.ts';
import { splitWords } from '../spread-words.ts';
import { comparable } from '../word-text.ts';
import { dropHallucinations } from './drop-hallucinations.ts';
import { fillGaps, type Spoken } from './fill-gaps.ts';
import { pairWords } from './pair-words.ts';
import { plausibleWords } from './plausible-words.ts';
import type { AnswerLine, AnswerWord, VerboseAnswer } from './verbose-answer.contract.ts';

/** How far a word may lie outside its line before its time is not believed. */
const STRAY_SECONDS = 1.5;

type Clip = Pick<SpeechClip, 'durationSeconds' | 'sound'>;

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
  const said = dropHallucinations(
    lines.length > 0 ? timedLines(lines, clipSeconds) : [whole],
    clip,
  );
  return fillGaps(timeLines(said, plausibleWords(timedWords, clipSeconds)), clipSeconds);
}

/**
 * The words of each line with the times of their equals among those near the line: line by line, so
 * that a line that was heard differently, or looped, leaves the others their times.
 */
function timeLines(lines: readonly AnswerLine[], timedWords: readonly AnswerWord[]): Spoken[] {
  let used = -1;
  return lines.flatMap(line => {
    const near = nearWords(line, timedWords, used + 1);
    const texts = splitWords(line.text);
    const pairs = pairWords(
      texts.map(comparable),
      near.map(at => comparable(timedWords[at]?.word ?? '')),
    );
    return texts.map((text, index) => {
      const at = near[pairs[index] ?? -1];
      used = at ?? used;
      return { text, line, timed: at === undefined ? undefined : timedWords[at] };
    });
  });
}

/** Indexes of the words near a line, from one on. */
function nearWords(line: AnswerLine, words: readonly AnswerWord[], from: number): number[] {
  const near: number[] = [];
  for (
    let at = from;
    (words[at]?.start ?? Number.POSITIVE_INFINITY) < line.end + STRAY_SECONDS;
    at++
  ) {
    const word = words[at];
    if (word && isNear(line, word)) near.push(at);
  }
  return near;
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

function isNear(line: AnswerLine, word: AnswerWord) {
  const middle = (word.start + word.end) / 2;
  return middle > line.start - STRAY_SECONDS && middle < line.end + STRAY_SECONDS;
}
