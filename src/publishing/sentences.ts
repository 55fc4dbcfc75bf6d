import { cutManually } from '../documents/cut-manually.ts';
import type { EditList } from '../documents/edit.contract.ts';
import { toEdited } from '../documents/edit-map.ts';
import type { Range } from '../documents/ranges.ts';
import type { Segment, Transcript, Word } from '../documents/transcript.contract.ts';

/** What is said, in seconds on the clock of the cut video. */
export type Sentence = { start: number; end: number; text: string };

/** The transcript as it can be heard in the cut video. */
export function sentencesOf(transcript: Transcript, edit: EditList): Sentence[] {
  const isCut = cutManually(edit);
  return transcript.segments.flatMap(segment => {
    const words = transcript.words.slice(segment.first_word, segment.last_word);
    const text = spokenText(segment, words, isCut);
    if (!text) return [];
    return [{ start: toEdited(edit, segment.start), end: toEdited(edit, segment.end), text }];
  });
}

/**
 * Words that a person cut out are not shown either. Cuts of silence take no words away: a word
 * that seems to lie in one has an inexact time.
 */
function spokenText(segment: Segment, words: readonly Word[], isCut: (range: Range) => boolean) {
  if (words.length === 0)
    return isCut(at(segment.start)) && isCut(at(segment.end)) ? '' : segment.text;
  const kept = words.filter(word => !isCut(word));
  return kept.length === words.length ? segment.text : kept.map(({ text }) => text).join(' ');
}

const at = (seconds: number): Range => ({ start: seconds, end: seconds });
