import type { MetadataConfig } from '../../config/processing-config.contract.ts';
import { type Chapter, Metadata } from '../../documents/metadata.contract.ts';
import { renderTemplate } from './render-template.ts';

/** What a recording is about. */
export type About = {
  displayName: string;
  /** ISO 8601 UTC. */
  createdAt: string;
  /** Of the cut video. */
  durationSeconds: number;
  themes: readonly string[];
  chapters: readonly Chapter[];
};

/** Titles and descriptions as a config wants them: what the stage writes, and what previews show. */
export function describeRecording(about: About, config: MetadataConfig): Metadata {
  const { displayName, createdAt, durationSeconds, themes, chapters } = about;
  const { title_template, description_template, topics_display, time_zone } = config;
  const values = {
    ...{ displayName, durationSeconds, themes, chapters },
    recordTime: Date.parse(createdAt),
    timeZone: time_zone,
    topicsDisplay: topics_display,
  };
  return Metadata.parse({
    version: 1,
    display_name: displayName,
    time_zone,
    record_time: createdAt,
    duration_seconds: durationSeconds,
    title: renderTemplate(title_template, values),
    description: renderTemplate(description_template, values),
    themes: [...themes],
    chapters: [...chapters],
  } satisfies Metadata);
}
