import type { Chapter } from '../../documents/metadata.contract.ts';
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
    end: left[index + 1]?.start ?? durationSeconds,
  }));
}

/** When a platform makes chapters of the times in a description. */
export type ChapterRules = { least: number; shortestSeconds: number };

/**
 * The chapters that a platform will take, in whole seconds; empty if there can be none. One that
 * is too short joins the one before it; the first to stay begins at 0.
 */
export function platformChapters(chapters: readonly Chapter[], rules: ChapterRules) {
  const taken = chapters
    .map(({ title, start, end }) => ({ title, start: Math.floor(start), end: Math.floor(end) }))
    .filter(({ start, end }) => end - start >= rules.shortestSeconds)
    .map(({ title, start }, index) => ({ title, start: index === 0 ? 0 : start }));
  return taken.length >= rules.least ? taken : [];
}
