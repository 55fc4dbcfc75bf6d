import { cutByHand } from '../media/cut-by-hand.ts';
import type { EditList } from '../media/edit.contract.ts';
import { toEdited } from '../media/edit-map.ts';
import type { Word } from '../speech/transcript.contract.ts';
import type { TimedWord } from './cue.ts';

/**
 * Words on the edited clock. One that lies wholly in a cut silence was placed a little wrong by
 * its engine: it is kept, at the join. One that a person cut out on purpose is gone.
 */
export function editedWords(words: readonly Word[], edit: EditList): TimedWord[] {
  const isCut = cutByHand(edit);
  return words
    .filter(word => !isCut(word))
    .map(({ text, start, end }) => ({
      text,
      start: toEdited(edit, start),
      end: toEdited(edit, end),
    }));
}
