import type { Chapter } from '../../documents/metadata.contract.ts';
import { wholeMilliseconds } from '../../documents/round-seconds.ts';
import type { Topics } from '../../documents/topics.contract.ts';

/** A topic of which less is left after cutting is no chapter of its own. */
const SHORTEST_SECONDS = 1;

/**
 * Topics as chapters of the cut video. Silence before the first topic belongs to it; a topic that
 * was cut away leaves no chapter.
 */
export function chaptersOf(
  topics: Topics['topics'],
  durationSeconds: number,
  toEdited: (seconds: number) => number,
): Chapter[] {
  const left = topics
    .map(({ title, start, end }) => ({ title, start: toEdited(start), end: toEdited(end) }))
    .filter(({ start, end }) => end - start >= SHORTEST_SECONDS && start < durationSeconds);
  return left.map(({ title, start }, index) => ({
    title,
    start: index === 0 ? 0 : start,
    end: left[index + 1]?.start ?? wholeMilliseconds(durationSeconds),
  }));
}

/** When a platform makes chapters of the times in a description. */
export type ChapterRules = { least: number; shortestSeconds: number };

/**
 * The chapters that a platform will take, in whole seconds; empty if there can be none. Those that are
 * too short join the one before; at the beginning they join each other, under the longest one's name.
 */
export function platformChapters(chapters: readonly Chapter[], rules: ChapterRules) {
  const taken: Joined[] = [];
  for (const chapter of chapters.map(inWholeSeconds)) {
    const last = taken.at(-1);
    const isShort = chapter.longest < rules.shortestSeconds;
    if (last && (isShort || last.end - last.start < rules.shortestSeconds)) join(last, chapter);
    else taken.push(chapter);
  }
  const first = taken[0];
  if (first) first.start = 0;
  return taken.length >= rules.least ? taken.map(({ title, start }) => ({ title, start })) : [];
}

/** `longest`: seconds of the chapter that gave its name. */
type Joined = { title: string; start: number; end: number; longest: number };

function inWholeSeconds({ title, start, end }: Chapter): Joined {
  const [from, to] = [Math.floor(start), Math.floor(end)];
  return { title, start: from, end: to, longest: to - from };
}

function join(joined: Joined, { title, end, longest }: Joined) {
  joined.end = end;
  if (longest > joined.longest) Object.assign(joined, { title, longest });
}
