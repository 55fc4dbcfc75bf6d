import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Shares } from '../ports.ts';
import type { Task, TaskKey } from './task.ts';

/** Two megabits a second, as screens of lectures are recorded: only until a probe knows better. */
const BYTES_OF_A_MINUTE = 15_000_000;

/** Also of an empty file: each task takes a while. */
const LEAST_MINUTES = 0.1;

type Measured = { sizeBytes?: number | undefined; durationSeconds?: number | undefined };

/** How many minutes of media a task is about; guessed from the size until they were measured. */
export function mediaMinutes({ sizeBytes = 0, durationSeconds }: Measured): number {
  const minutes =
    durationSeconds === undefined ? sizeBytes / BYTES_OF_A_MINUTE : durationSeconds / 60;
  return Math.max(LEAST_MINUTES, minutes);
}

/** Tasks of one workspace: the most urgent first, then the oldest. */
export const inOrder = <Waiting extends Pick<Task, 'taskId' | 'priority'>>(
  tasks: readonly Waiting[],
): Waiting[] =>
  tasks.toSorted((a, b) => (b.priority ?? 0) - (a.priority ?? 0) || (a.taskId < b.taskId ? -1 : 1));

/** A workspace that waits, by the first of its tasks. */
export type Waiting = { workspaceId: WorkspaceId; first: TaskKey };

/**
 * When a workspace's next task would start, in minutes of media by weight that it has had. Who had
 * nothing for long starts with those who are served now: waiting is no credit, and being idle none.
 */
export const startOf = ({ clock, had }: Shares, workspaceId: WorkspaceId): number =>
  Math.max(had.get(workspaceId) ?? 0, clock);

/** Whose turn it is: who has had the least for their weight, then who waits longest. */
export function nextTurn<Candidate extends Waiting>(
  waiting: readonly Candidate[],
  shares: Shares,
): Candidate | undefined {
  return waiting.toSorted(
    (a, b) =>
      startOf(shares, a.workspaceId) - startOf(shares, b.workspaceId) ||
      (a.first.taskId < b.first.taskId ? -1 : 1),
  )[0];
}

/** What a workspace has had once a task of it starts. */
export function charge(
  shares: Shares,
  workspaceId: WorkspaceId,
  { minutes, weight }: { minutes: number; weight: number },
): Shares & { start: number; had: Map<WorkspaceId, number> } {
  const start = startOf(shares, workspaceId);
  const had = new Map(shares.had).set(workspaceId, start + minutes / weight);
  return { clock: Math.max(shares.clock, start), had, start };
}
