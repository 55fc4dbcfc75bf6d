import type { Table } from '../src/adapters/dynamodb/client.ts';
import { accountLine } from '../src/adapters/dynamodb/pipeline/account-line.ts';
import { taskRepository } from '../src/adapters/dynamodb/pipeline/task-repository.ts';
import { recordingRepository } from '../src/adapters/dynamodb/recordings/recording-repository.ts';
import { newId, trustedWorkspaceId, type WorkspaceId } from '../src/kernel/ids.ts';
import type { AccountLine } from '../src/pipeline/ports.ts';
import { admitTasks } from '../src/pipeline/tasks/admit-tasks.ts';
import { type RunKey, type Task, taskKey } from '../src/pipeline/tasks/task.ts';
import { recordingSubject } from '../src/recordings/recording-key.ts';
import { startTable } from '../test/support/table.ts';
import type { Bench } from './bench.contract.ts';

const LONG_TASKS = 50;
const SHORT_SECONDS = 60;
/** Of the account, and more of a workspace than that: only whose turn it is decides. */
const SLOTS = 2;
const SLOTS_OF_PLAN = 10;

/** A run takes as long as its media, in a time that only the bench knows. */
type Run = { run: RunKey; endsAt: number };

/**
 * Fifty long recordings of one workspace wait when another comes with a short one: how long that
 * waits, and how long all take, by turns and by who came first. Slots, line and turns are the
 * engine's own over a real table; only runs are simulated.
 */
export const fairShareBench: Bench = async ({ seconds, json }) => {
  const byTurns = await simulate(seconds, line => line);
  const byAge = await simulate(seconds, line => ({
    ...line,
    // Nobody has had anything: then who came first is first.
    shares: async () => ({ clock: 0, had: new Map() }),
  }));
  const results = { long_seconds: seconds, short_seconds: SHORT_SECONDS, byTurns, byAge };
  if (json) return JSON.stringify(results);
  const row = (name: string, { waited, all }: typeof byTurns) =>
    `| ${name} | ${minutes(waited)} | ${minutes(all)} |`;
  return [
    `${LONG_TASKS} recordings of ${minutes(seconds)} min, then one of another workspace of ${minutes(SHORT_SECONDS)} min; ${SLOTS} slots`,
    '| whose turn | the short one waits (min) | all done (min) |',
    '|---|---|---|',
    row('fair share', byTurns),
    row('who came first', byAge),
  ].join('\n');
};

const minutes = (seconds: number) => (seconds / 60).toFixed(0);

async function simulate(longSeconds: number, lineOf: (line: AccountLine) => AccountLine) {
  const started = await startTable();
  try {
    return await workThrough(started.table, lineOf(accountLine(started.table)), longSeconds);
  } finally {
    await started.stop();
  }
}

async function workThrough(table: Table, line: AccountLine, longSeconds: number) {
  const tasks = taskRepository(table);
  const running: Run[] = [];
  const begun = new Map<string, number>();
  let now = 0;
  const lengths = new Map<string, number>();
  const start = async (run: RunKey) => {
    begun.set(run.taskId, now);
    running.push({ run, endsAt: now + (lengths.get(run.taskId) ?? 0) });
  };
  const limits = { find: async () => ({ tasks: SLOTS_OF_PLAN, workersOfStage: 1, weight: 1 }) };
  const admit = admitTasks({
    ...{ tasks, line, limits, runs: { start }, maxRunningTasks: SLOTS, clock: Date.now },
  });
  const queue = async (workspaceId: WorkspaceId, seconds: number) => {
    const task = await enqueue(table, workspaceId, seconds);
    lengths.set(task.taskId, seconds);
    await admit(workspaceId, task.taskId);
    return task;
  };
  const busy = trustedWorkspaceId(newId('workspace'));
  for (let at = 0; at < LONG_TASKS; at += 1) await queue(busy, longSeconds);
  const short = await queue(trustedWorkspaceId(newId('workspace')), SHORT_SECONDS);
  for (;;) {
    const [next] = running.sort((a, b) => a.endsAt - b.endsAt).splice(0, 1);
    if (!next) return { waited: begun.get(short.taskId) ?? 0, all: now };
    now = next.endsAt;
    const found = await tasks.find(taskKey(next.run));
    await tasks.finish(found ?? next.run, { task: 'SUCCEEDED', status: 'READY' }, Date.now());
    await admit(next.run.subject.workspaceId);
  }
}

/** A task over a recording that is nothing but its row. */
async function enqueue(table: Table, workspaceId: WorkspaceId, seconds: number): Promise<Task> {
  const at = Date.now();
  const recordingId = newId('recording');
  await recordingRepository(table).insert({
    ...{ workspaceId, recordingId, displayName: 'A', source: 'upload', sourceFileName: 'a.mp4' },
    ...{ status: 'DOWNLOADED', sizeBytes: 1, contentType: 'video/mp4', configOverrides: {} },
    ...{ processOnArrival: true, startTime: at, createdAt: at, updatedAt: at },
  });
  const task: Task = {
    ...{ subject: recordingSubject({ workspaceId, recordingId }), taskId: newId('task', at) },
    ...{ status: 'QUEUED', progress: {}, version: 1, createdAt: at, minutes: seconds / 60 },
  };
  await taskRepository(table).enqueue(task, { from: ['DOWNLOADED'], firstRun: true });
  return task;
}
