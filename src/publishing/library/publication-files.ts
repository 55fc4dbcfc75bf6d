import type { Artifact } from '../../pipeline/artifact.contract.ts';
import { PLATFORM_LIMITS, platformText } from '../metadata/platform-text.ts';
import type { Publication } from '../publication.ts';
import { PAGE_ICON } from '../watch-page/icon.ts';
import type { PageFile, WatchPageModel } from '../watch-page/page-model.ts';
import { WATCH_SCRIPT } from '../watch-page/watch-script.ts';
import { WATCH_STYLE } from '../watch-page/watch-style.ts';
import { chaptersFile } from './chapters-file.ts';
import type { CopySource, SiteText } from './site.ts';
import { transcriptFile } from './transcript-file.ts';

/** A file of a version: made here, or copied from the media bucket. */
export type VersionFile = { name: string; contentType: string } & (
  | { body: string }
  | { copyOf: CopySource }
);

const TEXT_TYPES = {
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

export const iconText: SiteText = { body: PAGE_ICON, contentType: TEXT_TYPES.svg };
export const styleText = (body: string): SiteText => ({ body, contentType: TEXT_TYPES.css });

/** Every file of a version but the page itself. */
export function versionFiles(publication: Publication, title: string): VersionFile[] {
  const { media, poster, subtitles, sentences, metadata } = publication;
  const { chapters } = metadata;
  const copies = [
    { name: mediaName(publication), contentType: media.content_type, copyOf: source(media) },
    ...subtitles.map(({ language, format, file }) => ({
      name: `${language}.${format}`,
      contentType: TEXT_TYPES[format],
      copyOf: source(file),
    })),
    ...(poster
      ? [{ name: posterName(poster.key), contentType: poster.content_type, copyOf: source(poster) }]
      : []),
  ];
  const texts = [
    { name: 'watch.css', contentType: TEXT_TYPES.css, body: WATCH_STYLE },
    { name: 'watch.js', contentType: TEXT_TYPES.js, body: WATCH_SCRIPT },
    { name: 'icon.svg', contentType: TEXT_TYPES.svg, body: PAGE_ICON },
    ...(chapters.length > 0
      ? [{ name: 'chapters.vtt', contentType: TEXT_TYPES.vtt, body: chaptersFile(chapters) }]
      : []),
    ...(sentences.length > 0
      ? [
          {
            name: 'transcript.txt',
            contentType: TEXT_TYPES.txt,
            body: transcriptFile(title, sentences, chapters),
          },
        ]
      : []),
  ];
  return [...copies, ...texts];
}

const source = ({ key, size_bytes }: Artifact): CopySource => ({ key, sizeBytes: size_bytes });

export const mediaName = ({ media }: Pick<Publication, 'media'>) =>
  media.content_type.startsWith('audio/')
    ? `audio.${extension(media.key, 'm4a')}`
    : `video.${extension(media.key, 'mp4')}`;

export const posterName = (key: string) => `poster.${extension(key, 'jpg')}`;

const extension = (key: string, usual: string) => /\.([a-z0-9]{1,5})$/.exec(key)?.[1] ?? usual;

export type PageAddress = {
  version: string;
  pageUrl: string;
  folderUrl: string;
  publishedAt: number;
};

/** What the watch page of a version shows. */
export function watchPageModel(publication: Publication, address: PageAddress): WatchPageModel {
  const { metadata, media, poster, subtitles, sentences } = publication;
  const { title, description } = platformText(
    metadata,
    address.publishedAt,
    PLATFORM_LIMITS.library,
  );
  const path = (name: string) => `${address.version}/${name}`;
  const file = (name: string, contentType: string, sizeBytes: number): PageFile => ({
    path: path(name),
    contentType,
    sizeBytes,
    saveAs: saveName(title, name),
  });
  const hasText = sentences.length > 0;
  return {
    title,
    description,
    language: publication.language,
    recordTime: Date.parse(metadata.record_time),
    timeZone: metadata.time_zone,
    durationSeconds: metadata.duration_seconds,
    media: file(mediaName(publication), media.content_type, media.size_bytes),
    picture: publication.picture,
    posterPath: poster && path(posterName(poster.key)),
    subtitles: subtitles.map(({ language, format, file: { size_bytes } }) => ({
      language,
      format,
      file: file(`${language}.${format}`, TEXT_TYPES[format], size_bytes),
    })),
    transcriptFile: hasText
      ? file('transcript.txt', TEXT_TYPES.txt, textSize(title, publication))
      : undefined,
    chaptersPath: metadata.chapters.length > 0 ? path('chapters.vtt') : undefined,
    chapters: metadata.chapters,
    sentences,
    stylePath: path('watch.css'),
    scriptPath: path('watch.js'),
    iconPath: path('icon.svg'),
    listPath: '../index.html',
    feedPath: '../feed.xml',
    pageUrl: address.pageUrl,
    baseUrl: address.folderUrl,
  };
}

const textSize = (title: string, { sentences, metadata }: Publication) =>
  new TextEncoder().encode(transcriptFile(title, sentences, metadata.chapters)).length;

/** `Lecture 3.mp4`, `Lecture 3.en.srt`: a name that every file system takes. */
function saveName(title: string, name: string) {
  const base = title
    .replace(/[\\/:*?"<>|\s]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim();
  const kind = name.replace(/^(?:video|audio)\./, '');
  return `${base || 'recording'}.${kind}`;
}
