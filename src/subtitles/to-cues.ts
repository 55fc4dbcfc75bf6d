import type { Cue, ReadingRules } from '../documents/cue.ts';
import type { EditList } from '../documents/edit.contract.ts';
import type { Transcript } from '../documents/transcript.contract.ts';
import { noPause } from '../kernel/pause.ts';
import { breakLines } from './break-lines.ts';
import { editedWords } from './edited-words.ts';
import { groupWords } from './group-words.ts';
import { textOf } from './piece.ts';
import { timeRuns } from './time-runs.ts';
import { toPieces } from './to-pieces.ts';

/** Subtitles of what stays of a recording, on the edited clock. No word is lost. */
export async function toCues(
  transcript: Transcript,
  edit: EditList,
  rules: ReadingRules,
  pause = noPause,
): Promise<Cue[]> {
  const words = editedWords(transcript.words, edit);
  const pieces = toPieces(words, rules.maxLineCharacters, transcript.language);
  const runs = await groupWords(pieces, rules, pause);
  const spans = timeRuns(runs, rules, edit.kept_seconds);
  return runs.map((run, index) => {
    const lines = breakLines(run, rules.maxLineCharacters) ?? [textOf(run)];
    return { start: 0, end: 0, ...spans[index], lines };
  });
}
