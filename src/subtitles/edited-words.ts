import type { EditList } from '../media/edit.contract.ts';
import { toEdited } from '../media/edit-map.ts';
import type { Word } from '../speech/transcript.contract.ts';
import type { TimedWord } from './cue.ts';

/**
 * Words on the edited clock. One that lies wholly in a cut silence was placed a little wrong by
 * its engine: it is kept, at the join. One that a person cut out on purpose is gone.
 */
export const editedWords = (words: readonly Word[], edit: EditList): TimedWord[] =>
  words
    .filter(word => !isCutByHand(word, edit))
    .map(({ text, start, end }) => ({
      text,
      start: toEdited(edit, start),
      end: toEdited(edit, end),
    }));

const isCutByHand = (word: Word, { cuts }: EditList) =>
  cuts.some(
    ({ reason, start, end }) => reason === 'manual' && start <= word.start && word.end <= end,
  );
