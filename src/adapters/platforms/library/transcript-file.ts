import { timestamp } from '../../../config/time-format.ts';
import type { Chapter } from '../../../documents/metadata.contract.ts';
import type { Sentence } from '../../../publishing/sentences.ts';
import { transcriptParts } from './watch-page/paragraphs.ts';

/** `transcript.txt`: for reading and for search engines of people's own. */
export function transcriptFile(
  title: string,
  sentences: readonly Sentence[],
  chapters: readonly Chapter[],
) {
  const parts = transcriptParts(sentences, chapters).map(({ chapter, paragraphs }) => [
    ...(chapter ? [`## ${chapter.title}`] : []),
    ...paragraphs.map(
      paragraph =>
        `[${timestamp(paragraph[0].start)}] ${paragraph.map(({ text }) => text).join(' ')}`,
    ),
  ]);
  return `${[`# ${title}`, ...parts.flat()].join('\n\n')}\n`;
}
