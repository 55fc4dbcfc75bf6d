import type { Clock } from '../../kernel/clock.ts';
import type { TaskId, WorkspaceId } from '../../kernel/ids.ts';
import type { AccountLine, Admission, Limits, Runs, Shares, Tasks } from '../ports.ts';
import { charge, inOrder, nextTurn } from './fair-share.ts';
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
 * A workspace that wants slots. `known`: where it stands in line already. Its queue is read when it
 * is its turn: there may be hundreds that are not reached.
 */
type Turn = {
  workspaceId: WorkspaceId;
  known: readonly TaskKey[];
  first: TaskKey;
  /** As far as the index knows, where it was read. */
  listed?: readonly Task[];
  queue?: readonly Task[];
};

/**
 * Starts what waits: of a workspace the most urgent and then the oldest tasks, as many as its plan
 * and the account have free slots. Whoever waits for the account, of any workspace, takes turns by
 * what each has had for its weight. A crash between the slot and the start is mended by the sweeper:
 * the slot names the task.
 */
export const admitTasks =
  (deps: Deps) =>
  async (workspaceId: WorkspaceId, justQueued?: TaskId): Promise<void> => {
    const { line } = deps;
    const [waiting, own, shares] = await Promise.all([
      line.list(),
      queueOf(deps, workspaceId, justQueued),
      line.shares(),
    ]);
    await takeTurns(deps, turnsOf(waiting, workspaceId, own), shares);
  };

/** Each workspace once. */
function turnsOf(waiting: readonly TaskKey[], asking: WorkspaceId, own: readonly Task[]): Turn[] {
  const others = Map.groupBy(waiting, key => key.workspaceId);
  const inLine = [...others].flatMap(([workspaceId, known]): Turn[] => {
    const [first] = known;
    return first && workspaceId !== asking ? [{ workspaceId, known, first }] : [];
  });
  const known = others.get(asking) ?? [];
  const [first = known[0]] = own.map(taskKey);
  return first ? [...inLine, { workspaceId: asking, known, first, listed: own }] : inLine;
}

/** One task a turn, so that who was served last does not keep the next slot as well. */
async function takeTurns(deps: Deps, turns: readonly Turn[], shares: Shares): Promise<void> {
  const turn = nextTurn(turns, shares);
  if (!turn) return;
  const others = turns.filter(({ workspaceId }) => workspaceId !== turn.workspaceId);
  const [task, ...rest] = turn.queue ?? (await withKnown(deps, turn));
  const { answer, after } = task ? await admitOne(deps, task, shares) : NOTHING;
  if (task && (answer === 'admitted' || answer === 'gone')) {
    const again = { ...turn, first: taskKey(rest[0] ?? task), queue: rest };
    return takeTurns(deps, [...others, again], after ?? shares);
  }
  if (!task || answer === 'full') {
    await deps.line.leave(turn.known);
    return takeTurns(deps, others, shares);
  }
  return standInLine(
    deps,
    { ...turn, first: taskKey(task), queue: [task, ...rest] },
    others,
    shares,
  );
}

const NOTHING = { answer: 'full', after: undefined } as const;

/** The account is full: who is not in line yet joins it, this workspace with its next task. */
async function standInLine(deps: Deps, turn: Turn, others: readonly Turn[], shares: Shares) {
  const { line } = deps;
  const { first, known } = turn;
  await line.leave(known.filter(({ taskId }) => taskId !== first.taskId));
  const isKnown = known.some(({ taskId }) => taskId === first.taskId);
  const newcomers = others.filter(other => other.known.length === 0).map(other => other.first);
  await Promise.all([...(isKnown ? [] : [first]), ...newcomers].map(line.join));
  // A slot that came back before that was offered to nobody: whoever gave it saw no one in line.
  if (!isKnown) await takeTurns(deps, [{ ...turn, known: [first] }], shares);
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
  if (!fresh) return inOrder(listed);
  return inOrder([...listed.filter(({ taskId }) => taskId !== fresh.taskId), fresh]);
}

/** Who stands in line may be missing in what the index lists: it is behind by moments. */
async function withKnown(deps: Deps, { workspaceId, known, listed }: Turn): Promise<Task[]> {
  const queued = listed ?? (await queueOf(deps, workspaceId));
  const seen = new Set(queued.map(({ taskId }) => taskId));
  const missed = known.filter(({ taskId }) => !seen.has(taskId));
  const found = await Promise.all(missed.map(key => deps.tasks.find(key)));
  return inOrder([...queued, ...found.flatMap(task => (task?.status === 'QUEUED' ? task : []))]);
}

type Admitted = { answer: Admission; after?: Shares };

async function admitOne(
  { tasks, limits, runs, maxRunningTasks, clock }: Deps,
  task: Task,
  shares: Shares,
): Promise<Admitted> {
  const { workspaceId } = task.subject;
  const { tasks: slots, weight } = await limits.find(workspaceId);
  const { minutes = 0 } = task;
  const after = charge(shares, workspaceId, { minutes, weight });
  const had = after.had.get(workspaceId) ?? 0;
  const share = { weight, had, clock: after.clock };
  const wanted = { workspace: slots, account: maxRunningTasks, share };
  const answer = await tasks.admit(taskKey(task), wanted, clock());
  if (answer === 'admitted') await runs.start(task);
  return answer === 'admitted' ? { answer, after } : { answer };
}
