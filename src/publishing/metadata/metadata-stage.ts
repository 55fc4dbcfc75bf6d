import { EditList } from '../../documents/edit.contract.ts';
import { toEdited } from '../../documents/edit-map.ts';
import { Topics } from '../../documents/topics.contract.ts';
import type { RecordingStage, RecordingWork } from '../../pipelines/recording-work.ts';
import { chaptersOf } from './chapters.ts';
import { describeRecording } from './describe-recording.ts';

/** Writes `metadata.json` from the config's templates and from what the recording is about. */
export const metadataStage = (): RecordingStage => async work => {
  const edit = await work.needJson('edit', EditList);
  const topics = await work.readJson('topics', Topics);
  const metadata = describe(work, edit, topics);
  await work.saveJson('metadata', 'metadata.json', metadata);
  return { facts: { chapters: metadata.chapters.length } };
};

function describe({ details, config }: RecordingWork, edit: EditList, topics: Topics | undefined) {
  const about = {
    displayName: details.displayName,
    createdAt: details.createdAt,
    durationSeconds: edit.kept_seconds,
    themes: topics?.themes ?? [],
    chapters: chaptersOf(topics?.topics ?? [], edit.kept_seconds, at => toEdited(edit, at)),
  };
  return describeRecording(about, config.metadata);
}
