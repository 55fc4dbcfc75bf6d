import { fitTags } from './fit-tags.ts';
import type { YouTubeSettings } from './youtube-settings.ts';

export type VideoText = {
  title: string;
  description: string;
  /** ISO 639-1, as spoken. */
  language: string | undefined;
  /** Epoch milliseconds. */
  recordedAt: number | undefined;
};

/** The parts of a video that we write; one that is sent is replaced as a whole. */
export const VIDEO_PARTS = ['snippet', 'status', 'recordingDetails'] as const;

/** A video resource of the Data API, for insert and for update alike. */
export function videoResource(text: VideoText, settings: YouTubeSettings) {
  const { title, description, language, recordedAt } = text;
  const textLanguage = settings.default_language ?? language;
  return {
    snippet: {
      title,
      description,
      categoryId: settings.category_id,
      tags: fitTags(settings.tags),
      ...(textLanguage && { defaultLanguage: textLanguage }),
      ...(language && { defaultAudioLanguage: language }),
    },
    status: {
      ...visibility(settings),
      selfDeclaredMadeForKids: settings.made_for_kids,
      embeddable: settings.embeddable,
      license: settings.license,
    },
    ...(recordedAt !== undefined && {
      recordingDetails: { recordingDate: new Date(recordedAt).toISOString() },
    }),
  };
}

/** What waits for its time is private until then. */
const visibility = ({ privacy, publish_at }: YouTubeSettings) =>
  publish_at
    ? { privacyStatus: 'private', publishAt: new Date(publish_at).toISOString() }
    : { privacyStatus: privacy };
