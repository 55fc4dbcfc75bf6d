import type { TimedWord } from '../documents/cue.ts';
import { cutManually } from '../documents/cut-manually.ts';
import type { EditList } from '../documents/edit.contract.ts';
import { toEdited } from '../documents/edit-map.ts';
import type { Word } from '../documents/transcript.contract.ts';

/**
 * Words on the edited clock. One that lies wholly in a cut silence was placed a little wrong by
 * its engine: it is kept, at the join. One that a person cut out on purpose is gone.
 */
export function editedWords(words: readonly Word[], edit: EditList): TimedWord[] {
  const isCut = cutManually(edit);
  return words
    .filter(word => !isCut(word))
    .map(({ text, start, end }) => ({
      text,
      start: toEdited(edit, start),
      end: toEdited(edit, end),
    }));
}
