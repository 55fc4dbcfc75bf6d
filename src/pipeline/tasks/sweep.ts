import type { Clock } from '../../kernel/clock.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Commands, Runs, StuckWork, Tasks } from '../ports.ts';
import { type FinishDeps, finishTask } from './finish-task.ts';
import { isOver } from './task.ts';

type Deps = FinishDeps & {
  stuck: StuckWork;
  tasks: Pick<Tasks, 'find' | 'finish' | 'releaseSlot'>;
  runs: Pick<Runs, 'start' | 'state' | 'stop'>;
  commands: Commands;
  expireUpload: (workspaceId: WorkspaceId, recordingId: string) => Promise<void>;
  clock: Clock;
};

/** A run that was only just started may not be listed yet. */
const GRACE_MS = 60_000;

/**
 * Mends what a crash between two writes left behind: slots of runs that never started or have
 * ended, cancels that were never carried out, tasks that nobody asked in, uploads nobody
 * completed, deletions nobody finished. Every repair is safe to make twice.
 */
export const sweep = (deps: Deps) => async () => {
  const { stuck, commands, clock } = deps;
  const slots = await stuck.takenSlots();
  await Promise.all(slots.map(slot => mendSlot(deps, slot.workspaceId, slot.taskId)));
  const waiting = await stuck.workspacesWithQueue();
  await Promise.all(waiting.map(workspaceId => commands.send({ command: 'admit', workspaceId })));
  const expired = await stuck.expiredUploads(clock());
  await Promise.all(expired.map(row => deps.expireUpload(row.workspaceId, row.recordingId)));
  const deletions = await stuck.unfinishedDeletions();
  await Promise.all(deletions.map(row => commands.send({ command: 'erase', ...row })));
};

async function mendSlot(deps: Deps, workspaceId: WorkspaceId, taskId: string) {
  const { tasks, runs, clock } = deps;
  const task = await tasks.find(workspaceId, taskId);
  if (!task || isOver(task)) return tasks.releaseSlot(workspaceId, taskId);
  if (clock() - (task.startedAt ?? task.createdAt) < GRACE_MS) return;
  const state = await runs.state(taskId);
  if (task.cancelRequestedAt !== undefined) await runs.stop(taskId);
  else if (state === 'running') return;
  else if (state === 'unknown') return runs.start(task);
  await finishTask(deps)(task);
}
