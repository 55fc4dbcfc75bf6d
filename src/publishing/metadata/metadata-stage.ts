import { EditList } from '../../documents/edit.contract.ts';
import { toEdited } from '../../documents/edit-map.ts';
import { Metadata } from '../../documents/metadata.contract.ts';
import { Topics } from '../../documents/topics.contract.ts';
import type { RecordingStage, RecordingWork } from '../../pipelines/recording-work.ts';
import { chaptersOf } from './chapters.ts';
import { renderTemplate } from './render-template.ts';

/** Writes `metadata.json` from the config's templates and from what the recording is about. */
export const metadataStage = (): RecordingStage => async work => {
  const edit = await work.needJson('edit', EditList);
  const topics = await work.readJson('topics', Topics);
  const metadata = describe(work, edit, topics);
  await work.saveJson('metadata', 'metadata.json', metadata);
  return { facts: { chapters: metadata.chapters.length } };
};

function describe({ details, config }: RecordingWork, edit: EditList, topics: Topics | undefined) {
  const { title_template, description_template, topics_display, time_zone } = config.metadata;
  const chapters = chaptersOf(topics?.topics ?? [], edit.kept_seconds, at => toEdited(edit, at));
  const values = {
    displayName: details.displayName,
    durationSeconds: edit.kept_seconds,
    recordTime: Date.parse(details.createdAt),
    timeZone: time_zone,
    themes: topics?.themes ?? [],
    chapters,
    topicsDisplay: topics_display,
  };
  return Metadata.parse({
    version: 1,
    display_name: details.displayName,
    time_zone,
    record_time: details.createdAt,
    duration_seconds: edit.kept_seconds,
    title: renderTemplate(title_template, values),
    description: renderTemplate(description_template, values),
    themes: values.themes,
    chapters,
  } satisfies Metadata);
}
