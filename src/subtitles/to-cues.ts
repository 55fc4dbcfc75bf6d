import type { EditList } from '../media/edit.contract.ts';
import type { Transcript } from '../speech/transcript.contract.ts';
import { breakLines } from './break-lines.ts';
import type { Cue, ReadingRules } from './cue.ts';
import { editedWords } from './edited-words.ts';
import { groupWords } from './group-words.ts';
import { textOf } from './piece.ts';
import { timeRuns } from './time-runs.ts';
import { toPieces } from './to-pieces.ts';

/** Subtitles of what stays of a recording, on the edited clock. No word is lost. */
export function toCues(transcript: Transcript, edit: EditList, rules: ReadingRules): Cue[] {
  const words = editedWords(transcript.words, edit);
  const runs = groupWords(toPieces(words, rules.maxLineCharacters), rules);
  const spans = timeRuns(runs, rules, edit.kept_seconds);
  return runs.map((run, index) => {
    const lines = breakLines(run, rules.maxLineCharacters) ?? [textOf(run)];
    return { start: 0, end: 0, ...spans[index], lines };
  });
}
