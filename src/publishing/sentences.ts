import type { EditList } from '../media/edit.contract.ts';
import { toEdited } from '../media/edit-map.ts';
import type { Segment, Transcript, Word } from '../speech/transcript.contract.ts';

/** What is said, in seconds on the clock of the cut video. */
export type Sentence = { start: number; end: number; text: string };

/** The transcript as it can be heard in the cut video. */
export const sentencesOf = (transcript: Transcript, edit: EditList): Sentence[] =>
  transcript.segments.flatMap(segment => {
    const words = transcript.words.slice(segment.first_word, segment.last_word);
    const text = spokenText(segment, words, edit);
    if (!text) return [];
    return [{ start: toEdited(edit, segment.start), end: toEdited(edit, segment.end), text }];
  });

/**
 * Words that a person cut out are not shown either. Cuts of silence take no words away: a word
 * that seems to lie in one has an inexact time.
 */
function spokenText(segment: Segment, words: readonly Word[], edit: EditList) {
  if (words.length === 0) return isCutByHand(segment, edit) ? '' : segment.text;
  const kept = words.filter(word => !isCutByHand(word, edit));
  return kept.length === words.length ? segment.text : kept.map(({ text }) => text).join(' ');
}

const isCutByHand = ({ start, end }: { start: number; end: number }, { cuts }: EditList) =>
  cuts.some(cut => cut.reason === 'manual' && cut.start <= start && end <= cut.end);
