import type { Subject } from '../subject.ts';
import type { StageState } from './stage-state.ts';

/** One committed result of a stage that keeps its versions. Written once, never changed. */
export type StageVersion = {
  subject: Subject;
  stage: string;
  /** Counts from 1 within a stage of a subject. */
  number: number;
  /** Artifacts with this fingerprint are its files. */
  fingerprint: string;
  note?: string | undefined;
  facts?: Record<string, number | string> | undefined;
  /** Epoch milliseconds. */
  createdAt: number;
};

export type Versions = {
  /** Oldest first. */
  list: (subject: Subject, stage: string) => Promise<StageVersion[]>;
  /**
   * The commit point of a stage that keeps versions: its row and, unless there is one of this
   * fingerprint, a version with the next free number. False if the task is not running any more.
   */
  complete: (
    state: StageState & { madeFingerprint: string; finishedAt: number },
  ) => Promise<boolean>;
  /** Replaces a stage's row while nothing runs: false if something does, or the row changed. */
  choose: (seen: StageState, chosen: StageState) => Promise<boolean>;
};
