import type { StageRow } from '../pipeline.ts';
import type { Unfinished } from './stage.ts';
import { StageError } from './stage-error.ts';

/** What a run of a stage answers the state machine: nothing once it is done, or what to do first. */
export type StageAnswer =
  | Record<string, never>
  | { wait_seconds: number }
  /** A list, because the state machine makes one task of each item. */
  | { parts: number[] };

type Row = Pick<StageRow, 'name' | 'continues'>;

/** @throws StageError where the state machine has no states for such an answer: it would be lost. */
export function stageAnswer(stage: Row, unfinished: Unfinished | undefined): StageAnswer {
  if (!unfinished) return {};
  const wanted = 'parts' in unfinished ? 'parts' : 'wait';
  if (stage.continues !== wanted) {
    throw new StageError('engine_failed', { detail: `${stage.name} cannot go on by ${wanted}.` });
  }
  if ('parts' in unfinished)
    return { parts: Array.from({ length: unfinished.parts }, (_, n) => n) };
  // The state waits for whole seconds, and without a pause it would fill its history in minutes.
  return { wait_seconds: Math.max(1, Math.ceil(unfinished.waitSeconds)) };
}
