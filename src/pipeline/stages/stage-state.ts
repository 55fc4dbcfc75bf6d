import type { TaskId } from '../../kernel/ids.ts';
import type { Subject } from '../subject.ts';

export const STAGE_STATUSES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'SKIPPED'] as const;
export type StageStatus = (typeof STAGE_STATUSES)[number];

/** What is known of one stage of one subject, as stored. Times are epoch milliseconds. */
export type StageState = {
  subject: Subject;
  stage: string;
  /** The run that last touched it. */
  taskId: TaskId;
  status: StageStatus;
  /** How often it was begun in this run. */
  attempts: number;
  /** Of what it is being made from now. */
  fingerprint?: string | undefined;
  /** Of the current result: artifacts with this fingerprint are the valid ones. */
  madeFingerprint?: string | undefined;
  /**
   * A person chose the current result, over the one of this fingerprint. The choice counts
   * until what goes into the stage changes.
   */
  chosenFor?: string | undefined;
  /** The result of an earlier run was used as it is. */
  reused?: boolean | undefined;
  note?: string | undefined;
  /** It was not begun, as its subject is left out; why is in the subject's own row. */
  leftOut?: true | undefined;
  facts?: Record<string, number | string> | undefined;
  failureCode?: string | undefined;
  failureReason?: string | undefined;
  startedAt?: number | undefined;
  finishedAt?: number | undefined;
};
