import type { Chapter } from '../../../../documents/metadata.contract.ts';
import type { Sentence } from '../../../../publishing/sentences.ts';

/** A block of text as long as one takes in at a glance. */
const PARAGRAPH_CHARACTERS = 320;
/** A pause in which a speaker changes the subject. */
const PAUSE_SECONDS = 2.5;

export type Paragraph = readonly [Sentence, ...Sentence[]];
export type TranscriptPart = { chapter: Chapter | undefined; paragraphs: readonly Paragraph[] };

/** The transcript under its chapters; a chapter in which nothing is said has no part. */
export function transcriptParts(
  sentences: readonly Sentence[],
  chapters: readonly Chapter[],
): TranscriptPart[] {
  const groups = groupWhile(sentences, (previous, next) => {
    return chapterAt(chapters, previous) === chapterAt(chapters, next);
  });
  return groups.map(group => ({
    chapter: chapterAt(chapters, group[0]),
    paragraphs: paragraphsOf(group),
  }));
}

/** A sentence belongs to the chapter in which most of it is said: topics begin at its words. */
function chapterAt(chapters: readonly Chapter[], { start, end }: Sentence) {
  const middle = (start + end) / 2;
  return chapters.findLast(chapter => chapter.start <= middle);
}

function paragraphsOf(sentences: readonly Sentence[]): Paragraph[] {
  let length = 0;
  return groupWhile(sentences, (previous, next) => {
    length += previous.text.length;
    const together =
      length + next.text.length <= PARAGRAPH_CHARACTERS &&
      next.start - previous.end < PAUSE_SECONDS;
    if (!together) length = 0;
    return together;
  });
}

/** Cuts a list wherever two neighbours do not belong together. */
function groupWhile<Item>(
  items: readonly Item[],
  together: (previous: Item, next: Item) => boolean,
): [Item, ...Item[]][] {
  const groups: [Item, ...Item[]][] = [];
  for (const item of items) {
    const group = groups.at(-1);
    const previous = group?.at(-1);
    if (group && previous !== undefined && together(previous, item)) group.push(item);
    else groups.push([item]);
  }
  return groups;
}
