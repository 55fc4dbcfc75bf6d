import type { Chapter } from '../metadata/metadata.contract.ts';
import { timestamp } from '../metadata/time-format.ts';
import type { Sentence } from '../sentences.ts';
import { transcriptParts } from '../watch-page/paragraphs.ts';

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
