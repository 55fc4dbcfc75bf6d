import type { SubtitleFormat } from '../../../../config/processing-config.contract.ts';
import type { Chapter } from '../../../../documents/metadata.contract.ts';
import type { Sentence } from '../../../../publishing/sentences.ts';

/** A file of the page's version: its name, and how it is called when it is saved. */
export type PageFile = { path: string; contentType: string; sizeBytes: number; saveAs: string };

/** `language` is undefined where nobody knows it. */
export type PageSubtitles = {
  language: string | undefined;
  format: SubtitleFormat;
  file: PageFile;
};

/** All that the watch page shows. Paths are relative to the page. */
export type WatchPageModel = {
  title: string;
  description: string;
  /** ISO 639-1; undefined if nothing was said. */
  language: string | undefined;
  /** Epoch milliseconds. */
  recordTime: number;
  timeZone: string;
  durationSeconds: number;
  media: PageFile;
  picture: { width: number; height: number } | undefined;
  /** The track of captions is then off until somebody wants it. */
  captionsInPicture: boolean;
  posterPath: string | undefined;
  subtitles: readonly PageSubtitles[];
  transcriptFile: PageFile | undefined;
  chaptersPath: string | undefined;
  /** Small pictures of the seek bar, as WebVTT beside their sheet. */
  previewsPath: string | undefined;
  chapters: readonly Chapter[];
  sentences: readonly Sentence[];
  stylePath: string;
  scriptPath: string;
  iconPath: string;
  listPath: string;
  feedPath: string;
  /** Absolute address of the page and, with a slash, of the folder that paths start from. */
  pageUrl: string;
  baseUrl: string;
};

export const isSound = ({ media }: Pick<WatchPageModel, 'media'>) =>
  media.contentType.startsWith('audio/');

/** A place in the recording as addresses name it. Rounded down, so that no word loses its start. */
export const place = (seconds: number) => String(Math.floor(seconds * 10) / 10);

/** A player opens at that place even without a script. */
export const mediaAt = ({ media }: Pick<WatchPageModel, 'media'>, seconds: number) =>
  `${media.path}#t=${place(seconds)}`;
