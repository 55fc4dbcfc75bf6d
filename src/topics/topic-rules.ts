import type { TopicsConfig } from '../config/processing-config.contract.ts';

export type Granularity = TopicsConfig['granularity'];

/** A gap without speech of this length is a break, a topic of its own. */
export const BREAK_SECONDS = 8 * 60;
export const BREAK_TITLE = 'Break';

/** The last topic may be this much of the spacing; less is a farewell. */
export const LAST_SHARE = 0.5;

type Row = { minutes: number; min: number; max: number };

/**
 * How many topics a recording wants by its length; between rows, in proportion. The rows from 50
 * minutes on are the product's promise; those before lead down to one topic for a short clip.
 */
const COUNTS: Record<Granularity, readonly Row[]> = {
  long: [
    { minutes: 0, min: 1, max: 1 },
    { minutes: 1, min: 1, max: 2 },
    { minutes: 5, min: 3, max: 6 },
    { minutes: 50, min: 10, max: 16 },
    { minutes: 90, min: 12, max: 19 },
    { minutes: 120, min: 14, max: 21 },
    { minutes: 180, min: 18, max: 26 },
  ],
  short: [
    { minutes: 0, min: 1, max: 1 },
    { minutes: 5, min: 1, max: 2 },
    { minutes: 50, min: 3, max: 5 },
    { minutes: 90, min: 4, max: 6 },
    { minutes: 120, min: 5, max: 7 },
    { minutes: 180, min: 7, max: 10 },
  ],
};

/** Distance between two topics as a share of the length, within limits of minutes. */
const SPACING = {
  long: { share: 0.05, least: 4, most: 6, longest: 12 },
  short: { share: 0.12, least: 10, most: 18, longest: 40 },
} as const;

/** The limits are meant for lectures; shorter recordings get them in proportion. */
const LECTURE_MINUTES = 50;

export type TopicRules = {
  min: number;
  max: number;
  /** No two topics start closer than this, except around a break. */
  spacingSeconds: number;
  /** Longer ones should be split. */
  longestSeconds: number;
};

/** What the topics of a recording with so much speech (breaks not counted) must satisfy. */
export function topicRules(granularity: Granularity, speechSeconds: number): TopicRules {
  const minutes = speechSeconds / 60;
  const { share, least, most, longest } = SPACING[granularity];
  const scale = Math.min(1, minutes / LECTURE_MINUTES);
  return {
    min: between(COUNTS[granularity], minutes, 'min'),
    max: between(COUNTS[granularity], minutes, 'max'),
    spacingSeconds: 60 * Math.min(most, Math.max(least * scale, minutes * share)),
    longestSeconds: 60 * longest * Math.max(scale, 0.2),
  };
}

function between(rows: readonly Row[], minutes: number, field: 'min' | 'max') {
  const upper = rows.find(row => row.minutes >= minutes) ?? rows.at(-1);
  const lower = rows.findLast(row => row.minutes <= minutes) ?? rows[0];
  if (!upper || !lower) return 1;
  if (upper.minutes <= lower.minutes) return upper[field];
  const share = (minutes - lower.minutes) / (upper.minutes - lower.minutes);
  return Math.round(lower[field] + share * (upper[field] - lower[field]));
}
