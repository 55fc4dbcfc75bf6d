/** Kinds of tasks that see to many things, one after another, without a run of their own. */
export const JOB_KINDS = ['bulk'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** What a task of many items knows of itself. Times are epoch milliseconds. */
export type Job = {
  /** What is done to each item: plain JSON that the kind alone understands. */
  order: Record<string, unknown>;
  /** The items, in their order. */
  ids: string[];
  /** Items that are settled, and how many of these failed. */
  done: number;
  failed: number;
  /** When somebody last worked on it: the sweeper wakes what nobody works on. */
  touchedAt: number;
  /** What is not settled by then never is. */
  deadlineAt: number;
};
