import { knownLanguage } from '../../../documents/language-tag.ts';
import type { Picture } from '../../../publishing/choose-poster.ts';
import { platformText } from '../../../publishing/metadata/platform-text.ts';
import type { Publication } from '../../../publishing/publication.ts';
import { chaptersFile } from './chapters-file.ts';
import { PAGE_LIMITS } from './limits.ts';
import { previewsFile } from './previews-file.ts';
import type { CopySource, SiteText } from './site.ts';
import { transcriptFile } from './transcript-file.ts';
import { PAGE_ICON } from './watch-page/icon.ts';
import type { PageFile, WatchPageModel } from './watch-page/page-model.ts';
import { WATCH_SCRIPT, WATCH_STYLE } from './web-files.generated.ts';

/** A file of a version: made here, or copied from the media bucket. */
export type VersionFile = { name: string; contentType: string } & (
  | { body: string }
  | { copyOf: CopySource }
);

const TEXT_TYPES = {
  srt: 'application/x-subrip; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  ass: 'text/x-ssa; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

/** Of whatever a stage made, and of pictures that a workspace has. */
type Stored = Omit<Picture, 'sha256'>;

const SPRITE = 'sprite.jpg';
const PREVIEWS = 'thumbnails.vtt';

export const iconText: SiteText = { body: PAGE_ICON, contentType: TEXT_TYPES.svg };
export const styleText = (body: string): SiteText => ({ body, contentType: TEXT_TYPES.css });

/** Every file of a version but the page itself. */
export const versionFiles = (publication: Publication, title: string): VersionFile[] => [
  ...copiesOf(publication),
  ...textsOf(publication, title),
];

function copiesOf(publication: Publication) {
  const { media, poster, sprite, subtitles } = publication;
  const copy = (name: string, file: Stored, contentType = file.content_type) => ({
    name,
    contentType,
    copyOf: source(file),
  });
  return [
    copy(mediaName(publication), media),
    ...subtitles.map(({ language, format, file }) =>
      copy(`${language}.${format}`, file, TEXT_TYPES[format]),
    ),
    ...(poster ? [copy(posterName(poster.key), poster)] : []),
    ...(sprite ? [copy(SPRITE, sprite.sheet)] : []),
  ];
}

function textsOf({ sprite, sentences, metadata: { chapters } }: Publication, title: string) {
  const text = (name: string, type: keyof typeof TEXT_TYPES, body: string) => ({
    name,
    contentType: TEXT_TYPES[type],
    body,
  });
  const spoken = sentences.length > 0;
  return [
    text('watch.css', 'css', WATCH_STYLE),
    text('watch.js', 'js', WATCH_SCRIPT),
    text('icon.svg', 'svg', PAGE_ICON),
    ...(chapters.length > 0 ? [text('chapters.vtt', 'vtt', chaptersFile(chapters))] : []),
    ...(sprite ? [text(PREVIEWS, 'vtt', previewsFile(sprite.previews, SPRITE))] : []),
    ...(spoken ? [text('transcript.txt', 'txt', transcriptFile(title, sentences, chapters))] : []),
  ];
}

const source = ({ key, size_bytes }: Stored): CopySource => ({ key, sizeBytes: size_bytes });

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
  const { metadata, media, poster, sprite, subtitles, sentences } = publication;
  const { title, description } = platformText(metadata, address.publishedAt, PAGE_LIMITS);
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
    captionsInPicture: publication.captionsInPicture,
    posterPath: poster && path(posterName(poster.key)),
    subtitles: subtitles.map(({ language, format, file: { size_bytes } }) => ({
      language: knownLanguage(language),
      format,
      file: file(`${language}.${format}`, TEXT_TYPES[format], size_bytes),
    })),
    transcriptFile: hasText
      ? file('transcript.txt', TEXT_TYPES.txt, textSize(title, publication))
      : undefined,
    chaptersPath: metadata.chapters.length > 0 ? path('chapters.vtt') : undefined,
    previewsPath: sprite && path(PREVIEWS),
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
  const kind = name.replace(/^(?:video|audio|und)\./, '');
  return `${base || 'recording'}.${kind}`;
}
