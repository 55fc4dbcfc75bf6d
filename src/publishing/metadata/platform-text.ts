import { clockTime, formatTime } from '../../config/time-format.ts';
import type { Metadata, TextPart } from '../../documents/metadata.contract.ts';
import { cleanText } from '../../kernel/clean-text.ts';
import { type ChapterRules, platformChapters } from './chapters.ts';
import { fitText, type Measure } from './fit-text.ts';

type Limit = { most: number; measure: Measure };

/** What a platform accepts; a text made by these cannot be refused. Each platform has its own. */
export type PlatformLimits = {
  title: Limit;
  description: Limit;
  /** Left out where `<` and `>` may be used. */
  refusesAngleBrackets?: true;
  /** Left out where chapters are not read from the description. */
  chapters?: ChapterRules;
  /** So many chapters are shown beside the description, which then does not repeat them. */
  listsChaptersFrom?: number;
};

/** Title and description as a platform takes them. `publishedAt` is in epoch milliseconds. */
export function platformText(metadata: Metadata, publishedAt: number, limits: PlatformLimits) {
  const showsTopics = metadata.chapters.length < (limits.listsChaptersFrom ?? Infinity);
  const text = (parts: readonly TextPart[], chapterLines: string) => {
    const finishing = { metadata, publishedAt, chapterLines, showsTopics };
    return tidy(parts.map(part => finish(part, finishing)).join(''), limits);
  };
  const title = text(metadata.title, '').replace(/\s+/gu, ' ');
  const fallback = tidy(metadata.display_name, limits) || 'Recording';
  const description = text(metadata.description, chapterLines(metadata, limits));
  return {
    title: fitText(title || fallback, limits.title.most, limits.title.measure),
    description: fitText(description, limits.description.most, limits.description.measure),
  };
}

type Finishing = {
  metadata: Metadata;
  publishedAt: number;
  chapterLines: string;
  showsTopics: boolean;
};

function finish(part: TextPart, { metadata, publishedAt, chapterLines, showsTopics }: Finishing) {
  if (typeof part === 'string') return part;
  if ('publish_time' in part) return formatTime(publishedAt, part.publish_time, metadata.time_zone);
  if (!showsTopics) return '';
  return part.timestamps && chapterLines ? chapterLines : part.topics;
}

/** Time first and one a line: the only form that such a platform reads. */
const chapterLines = ({ chapters }: Metadata, limits: PlatformLimits) =>
  limits.chapters
    ? platformChapters(chapters, limits.chapters)
        .map(({ start, title }) => `${clockTime(start)} ${title}`)
        .join('\n')
    : '';

/** Empty variables leave no gaps behind; signs that no platform and no feed may hold go. */
function tidy(text: string, { refusesAngleBrackets }: PlatformLimits) {
  const plain = cleanText(text)
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return refusesAngleBrackets ? plain.replaceAll('<', '‹').replaceAll('>', '›') : plain;
}
