import type { Metadata } from '../../documents/metadata.contract.ts';
import { platformChapters } from './chapters.ts';
import { bytes, characters } from './fit-text.ts';
import { type PlatformLimits, platformText } from './platform-text.ts';

export type PreviewProblem = { path: 'title' | 'description' | 'chapters'; message: string };

export type TextPreview = {
  title: string;
  description: string;
  title_length: number;
  description_bytes: number;
  /** Seconds and titles that the platform makes chapters of. */
  chapters: { start_seconds: number; title: string }[];
  problems: PreviewProblem[];
};

/** Title and description as a platform would get them now, and what it would not take as it is. */
export function previewText(
  metadata: Metadata,
  publishedAt: number,
  limits: PlatformLimits,
): TextPreview {
  const { title, description } = platformText(metadata, publishedAt, limits);
  const whole = platformText(metadata, publishedAt, withoutEnd(limits));
  const chapters = limits.chapters
    ? platformChapters(metadata.chapters, limits.chapters)
    : metadata.chapters;
  return {
    ...{ title, description },
    title_length: characters(title),
    description_bytes: bytes(description),
    chapters: chapters.map(({ start, title: name }) => ({ start_seconds: start, title: name })),
    problems: [
      ...tooLong('title', whole.title, title, limits.title),
      ...tooLong('description', whole.description, description, limits.description),
      ...noChapters(metadata, chapters.length, limits),
    ],
  };
}

const withoutEnd = (limits: PlatformLimits): PlatformLimits => ({
  ...limits,
  title: { ...limits.title, most: Infinity },
  description: { ...limits.description, most: Infinity },
});

function tooLong(
  path: 'title' | 'description',
  whole: string,
  shown: string,
  { most, measure }: PlatformLimits['title'],
): PreviewProblem[] {
  if (whole === shown) return [];
  const unit = measure === bytes ? 'bytes' : 'characters';
  const message = `It has ${measure(whole)} ${unit} and is cut: ${most} are taken.`;
  return [{ path, message }];
}

function noChapters({ chapters }: Metadata, shown: number, { chapters: rules }: PlatformLimits) {
  if (!rules || shown > 0 || chapters.length === 0) return [];
  const { least, shortestSeconds } = rules;
  const message = `No chapters are shown: it takes ${least} of ${shortestSeconds} seconds or more.`;
  return [{ path: 'chapters' as const, message }];
}
