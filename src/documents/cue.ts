/** A subtitle on the edited clock, in seconds: one or two lines. */
export type Cue = { start: number; end: number; lines: string[] };

/** A word on the edited clock; words that were moved to a join may have no length. */
export type TimedWord = { start: number; end: number; text: string };

/** What a viewer can read; the first two come from the config. */
export type ReadingRules = { maxLineCharacters: number; maxCharactersPerSecond: number };

export const MAX_LINES = 2;
/** Shorter subtitles flash; below the least they cannot be read at all. */
export const GOOD_SECONDS = 1;
export const LEAST_SECONDS = 0.8;
/** Longer ones are read twice. */
export const MOST_SECONDS = 7;
/** Two frames at 24 a second: without a gap the eye misses the change. */
export const GAP_SECONDS = 0.084;
