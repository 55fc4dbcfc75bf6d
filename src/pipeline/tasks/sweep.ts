import type { Clock } from '../../kernel/clock.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { Commands, Reservation, Runs, StuckWork, Tasks } from '../ports.ts';
import { type FinishDeps, finishTask } from './finish-task.ts';
import { isOver, type TaskKey, taskKey } from './task.ts';

type Deps = FinishDeps & {
  stuck: StuckWork;
  tasks: Pick<Tasks, 'find' | 'finish' | 'releaseSlot' | 'settle'>;
  runs: Pick<Runs, 'start' | 'state' | 'stop'>;
  commands: Commands;
  clock: Clock;
};

/** A run that was only just started may not be listed yet. */
const GRACE_MS = 60_000;

/**
 * Mends what a crash between two writes left behind: slots of runs that never started or have
 * ended, reservations of tasks that are over, cancels that were never carried out, waiting tasks without a command, deletions nobody
 * finished. Every repair is safe to make twice. Asked in slices: there may be hundreds, and a burst
 * each minute would be throttled.
 */
export const sweep = (deps: Deps) => async () => {
  const { stuck, commands, clock } = deps;
  await inSlices(await stuck.takenSlots(), slot => mendSlot(deps, slot));
  await inSlices(await stuck.openReservations(clock() - GRACE_MS), reservation =>
    mendReservation(deps, reservation),
  );
  await inSlices(await stuck.workspacesWithQueue(), workspaceId =>
    commands.send({ command: 'admit', workspaceId }),
  );
  await inSlices(await stuck.unfinishedDeletions(), subject =>
    commands.send({ command: 'erase', subject }),
  );
};

async function mendSlot(deps: Deps, slot: TaskKey) {
  const { tasks, runs, clock } = deps;
  const task = await tasks.find(slot);
  if (!task || isOver(task)) return tasks.releaseSlot(slot);
  if (clock() - (task.startedAt ?? task.createdAt) < GRACE_MS) return;
  const state = await runs.state(task);
  if (task.cancelRequestedAt !== undefined) await runs.stop(task);
  else if (state === 'running') return;
  else if (state === 'unknown') return runs.start(task);
  await finishTask(deps)(task);
}

async function mendReservation({ tasks }: Deps, reservation: Reservation) {
  const task = await tasks.find(taskKey(reservation));
  if (task && !isOver(task)) return;
  await tasks.settle(reservation, task?.status === 'SUCCEEDED');
}
