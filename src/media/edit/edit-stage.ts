import { EditList } from '../../documents/edit.contract.ts';
import { Probe } from '../../documents/probe.contract.ts';
import { Transcript } from '../../documents/transcript.contract.ts';
import type { RecordingStage, RecordingWork } from '../../pipelines/recording-work.ts';
import { AUTOMATIC, EditVersion, newestChange } from './edit-version.ts';
import { mergedEdit } from './manual-edit.ts';
import { protectWords, spokenRanges } from './protect-words.ts';

/**
 * Writes `edit.json`, the one list that everything after it reads: what a person made of the
 * automatic list, or that list itself. An undo writes the same bytes again, so nothing is redone.
 */
export const editStage = (): RecordingStage => async work => {
  const automatic = await work.needJson('automatic_edit', EditList);
  const probe = await work.needJson('probe', Probe);
  const { number, cuts } = await newestVersion(work);
  const transcript =
    work.config.trim.spare_words && (await work.readJson('transcript', Transcript));
  const planned = transcript ? protectWords(automatic, spokenRanges(transcript), probe) : automatic;
  const edit = mergedEdit(planned, cuts, probe);
  await work.saveJson('edit', 'edit.json', edit);
  return { facts: { version: number, cuts: edit.cuts.length, kept_seconds: edit.kept_seconds } };
};

async function newestVersion(work: RecordingWork): Promise<EditVersion> {
  const newest = newestChange(work.artifacts);
  if (!newest) return AUTOMATIC;
  const bytes = await work.readBytes(newest);
  return EditVersion.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
