import type { EditList } from './edit.contract.ts';
import type { Range } from './ranges.ts';

/**
 * Whether a person cut a word out: its middle lies in a cut of theirs. Not the whole of it,
 * because cuts shrink to frames: one from the start of a word to the end of another holds neither whole.
 */
export function cutManually({ cuts }: EditList): (word: Range) => boolean {
  const manual = cuts.filter(({ reason }) => reason === 'manual');
  return word => {
    const middle = (word.start + word.end) / 2;
    return manual.some(({ start, end }) => start <= middle && middle < end);
  };
}
