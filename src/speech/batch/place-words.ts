import type { Range } from '../../documents/ranges.ts';
import type { Word } from '../../documents/transcript.contract.ts';
import { soundWithin } from '../sound-in-clip.ts';
import type { RecognizedChunk } from '../stitch-clips.ts';
import type { Piece } from './plan-files.ts';

type Filling = RecognizedChunk & { words: Word[] };

const MIN_WORD_SECONDS = 0.02;

/** Words in seconds of a joined file as what was heard in each of its pieces. */
export function placeWords(words: readonly Word[], pieces: readonly Piece[]): RecognizedChunk[] {
  const recognized = pieces.map(({ start, end }): Filling => ({ start, end, words: [] }));
  let at = 0;
  for (const word of words) {
    const middle = (word.start + word.end) / 2;
    // Answers are in order but for a few words at edges of lines.
    while (at > 0 && middle < startOf(pieces, at)) at--;
    while (at + 1 < pieces.length && middle >= startOf(pieces, at + 1)) at++;
    const piece = pieces[at];
    if (piece) recognized[at]?.words.push(inPiece(word, piece));
  }
  return recognized;
}

/** Where words begin to belong to a piece: in the middle of the pause before it. */
function startOf(pieces: readonly Piece[], index: number) {
  const [before, piece] = [pieces[index - 1], pieces[index]];
  if (!before || !piece) return 0;
  return (before.fileStart + before.end - before.start + piece.fileStart) / 2;
}

/** In seconds from the start of the piece; what reaches out of it ends at its edge. */
function inPiece(word: Word, { fileStart, start, end }: Piece): Word {
  const last = Math.max(0, end - start - MIN_WORD_SECONDS);
  const from = Math.min(Math.max(0, word.start - fileStart), last);
  const to = Math.max(Math.min(word.end - fileStart, end - start), from + MIN_WORD_SECONDS);
  return { ...word, start: from, end: to };
}

/** Sound on the original's clock, in seconds of the joined file. */
export const soundInFile = (sound: readonly Range[], pieces: readonly Piece[]): Range[] =>
  pieces.flatMap(piece =>
    soundWithin(sound, piece).map(({ start, end }) => ({
      start: piece.fileStart + start,
      end: piece.fileStart + end,
    })),
  );
