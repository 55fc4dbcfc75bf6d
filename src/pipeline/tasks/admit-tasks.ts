import type { Clock } from '../../kernel/clock.ts';
import type { TaskId, WorkspaceId } from '../../kernel/ids.ts';
import type { AccountLine, Limits, Runs, Tasks } from '../ports.ts';
import { type Task, type TaskKey, taskKey } from './task.ts';

type Deps = {
  tasks: Pick<Tasks, 'find' | 'listQueued' | 'admit'>;
  line: AccountLine;
  limits: Limits;
  runs: Pick<Runs, 'start'>;
  /** Of all workspaces together. */
  maxRunningTasks: number;
  clock: Clock;
};

/**
 * Starts what waits: the oldest tasks of a workspace, as many as its plan and the account have free
 * slots. Whoever waits for the account, of any workspace, comes before what is younger, so that each
 * end lets the next one in. A crash between the slot and the start is mended by the sweeper: the
 * slot names the task.
 */
export const admitTasks =
  (deps: Deps) =>
  async (workspaceId: WorkspaceId, justQueued?: TaskId): Promise<void> => {
    const { line } = deps;
    const [waiting, own] = await Promise.all([line.list(), queueOf(deps, workspaceId, justQueued)]);
    const turns = inTurn([...waiting, ...own.slice(0, 1).map(taskKey)]);
    for (const [index, turn] of turns.entries()) {
      const isOwn = turn.workspaceId === workspaceId;
      const queued = isOwn ? own : await queueOf(deps, turn.workspaceId);
      const known = waiting.filter(key => key.workspaceId === turn.workspaceId);
      if (await takeTurn(deps, { workspaceId: turn.workspaceId, queued, known })) continue;
      const behind = turns.slice(index + 1).filter(key => !waiting.includes(key));
      await Promise.all(behind.map(line.join));
      return;
    }
  };

/** Each workspace once, by the oldest of its tasks. */
function inTurn(keys: readonly TaskKey[]): TaskKey[] {
  const oldestFirst = keys.toSorted((a, b) => (a.taskId < b.taskId ? -1 : 1));
  const taken = new Set<WorkspaceId>();
  return oldestFirst.filter(({ workspaceId }) => {
    const isFirst = !taken.has(workspaceId);
    taken.add(workspaceId);
    return isFirst;
  });
}

async function queueOf(
  { tasks }: Deps,
  workspaceId: WorkspaceId,
  justQueued?: TaskId,
): Promise<Task[]> {
  const [listed, fresh] = await Promise.all([
    tasks.listQueued(workspaceId),
    justQueued && tasks.find({ workspaceId, taskId: justQueued }),
  ]);
  if (!fresh) return listed;
  // It came last, so it comes last.
  return [...listed.filter(({ taskId }) => taskId !== fresh.taskId), fresh];
}

/** `known`: where the workspace stands in line already. */
type Turn = { workspaceId: WorkspaceId; queued: readonly Task[]; known: readonly TaskKey[] };

/** False once the account is full: then the workspace stands in line, with its oldest task. */
async function takeTurn(deps: Deps, turn: Turn): Promise<boolean> {
  const queued = await withKnown(deps, turn);
  const refused = await admitQueued(deps, { ...turn, queued });
  const others = turn.known.filter(({ taskId }) => taskId !== refused?.taskId);
  await deps.line.leave(others);
  if (!refused) return true;
  if (others.length < turn.known.length) return false;
  await deps.line.join(refused);
  // A slot that came back before that was offered to nobody: whoever gave it saw no one in line.
  return takeTurn(deps, { ...turn, known: [refused] });
}

/** Who stands in line may be missing in what the index lists: it is behind by moments. */
async function withKnown({ tasks }: Deps, { queued, known }: Turn): Promise<Task[]> {
  const listed = new Set(queued.map(({ taskId }) => taskId));
  const missed = known.filter(({ taskId }) => !listed.has(taskId));
  const found = await Promise.all(missed.map(key => tasks.find(key)));
  const all = [...queued, ...found.flatMap(task => (task?.status === 'QUEUED' ? task : []))];
  return found.length > 0 ? all.toSorted((a, b) => (a.taskId < b.taskId ? -1 : 1)) : all;
}

/** Returns the task that only the account had no slot for. */
async function admitQueued(
  { tasks, limits, runs, maxRunningTasks, clock }: Deps,
  { workspaceId, queued }: Turn,
): Promise<TaskKey | undefined> {
  const slots = { workspace: (await limits.find(workspaceId)).tasks, account: maxRunningTasks };
  for (const task of queued) {
    const answer = await tasks.admit(taskKey(task), slots, clock());
    if (answer === 'account_full') return taskKey(task);
    if (answer === 'full') return undefined;
    if (answer === 'admitted') await runs.start(task);
  }
  return undefined;
}
