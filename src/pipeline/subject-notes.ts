import type { SkipReason } from './skip-reason.ts';

/** What a subject's own row says of it beside its status, so that lists need no second look-up. */
export type SubjectNotes = {
  skipReason?: SkipReason | undefined;
  /** Of what came in. */
  durationSeconds?: number | undefined;
  /** The file of a picture of it. */
  posterKey?: string | undefined;
};
