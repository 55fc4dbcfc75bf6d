import type { TimedWord } from '../documents/cue.ts';

/** What speaks for or against a break behind a piece. */
export type Ending = 'sentence' | 'clause' | 'leaning' | 'plain';

/** What lines are made of: a word, or a part of one that is too long for a line. */
export type Piece = TimedWord & {
  /** In letters. */
  width: number;
  /** Whether it goes on with the word of the piece before: nothing stands between them. */
  isTail: boolean;
  ending: Ending;
};

/** Letters between a piece and the one before on the same line. */
export const gapBefore = ({ isTail }: Piece) => (isTail ? 0 : 1);

export const textOf = (pieces: readonly Piece[]) =>
  pieces.map((piece, at) => (at > 0 && gapBefore(piece) ? ` ${piece.text}` : piece.text)).join('');

export const widthOf = (pieces: readonly Piece[]) =>
  pieces.reduce((sum, piece, at) => sum + piece.width + (at > 0 ? gapBefore(piece) : 0), 0);
