import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Runs } from '../../../../src/pipeline/ports.ts';
import { sweep } from '../../../../src/pipeline/tasks/sweep.ts';
import type { Task } from '../../../../src/pipeline/tasks/task.ts';
import { usageOf } from '../../../support/fakes/memory/ledger.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { sampleCharge, sampleRecording, sampleTask } from '../../../support/samples.ts';

type RunState = Awaited<ReturnType<Runs['state']>>;

/** A slot that a task holds, and what the state machine knows of its run. */
function holding(state: RunState, change: Partial<Task> = {}) {
  const it = memoryPorts({ task: { startedAt: 0, ...change } });
  const { workspaceId } = it.key;
  it.store.slots.set(workspaceId, new Set([it.run.taskId]));
  if (state !== 'unknown') it.runStates.set(it.run.taskId, state);
  const log: string[] = [];
  const { runs, tasks } = it.ports;
  const deps = {
    ...it.ports,
    tasks: {
      ...tasks,
      finish: async (...given: Parameters<typeof tasks.finish>) => {
        log.push(`finish ${given[1].task}`);
        return tasks.finish(...given);
      },
      releaseSlot: async (...given: Parameters<typeof tasks.releaseSlot>) => {
        log.push('release');
        await tasks.releaseSlot(...given);
      },
    },
    runs: {
      ...runs,
      start: async (...given: Parameters<typeof runs.start>) => {
        log.push('start');
        await runs.start(...given);
      },
      stop: async (...given: Parameters<typeof runs.stop>) => {
        log.push('stop');
        await runs.stop(...given);
      },
    },
  };
  const taken = () => it.store.slots.get(workspaceId)?.size;
  return { ...it, log, taken, sweep: sweep(deps) };
}

test.each([
  { name: 'a run that never started', state: 'unknown' as const, change: {}, did: ['start'] },
  { name: 'a run that goes on', state: 'running' as const, change: {}, did: [] },
  { name: 'a run that ended alone', state: 'ended' as const, change: {}, did: ['finish FAILED'] },
  {
    name: 'a cancel that was never carried out',
    state: 'running' as const,
    change: { cancelRequestedAt: 5 },
    did: ['stop', 'finish CANCELLED'],
  },
  {
    name: 'the slot of a task that is over',
    state: 'ended' as const,
    change: { status: 'FAILED' as const },
    did: ['release'],
  },
])('the sweeper mends $name, once', async ({ state, change, did }) => {
  const it = holding(state, change);
  await it.sweep();
  expect(it.log).toEqual(did);
  expect(it.taken()).toBe(did.some(act => /finish|release/.test(act)) ? 0 : 1);
  await it.sweep();
  expect(it.log).toEqual(did);
});

test('the slot of an unknown task is released', async () => {
  const it = holding('unknown');
  it.store.tasks.clear();
  await it.sweep();
  expect([it.log, it.taken()]).toEqual([['release'], 0]);
});

test.each([
  { ageMs: 59_999, did: [] },
  { ageMs: 60_000, did: ['start'] },
])('a run of $ageMs ms that is not listed yet: $did', async ({ ageMs, did }) => {
  const { clock } = memoryPorts().ports;
  const it = holding('unknown', { startedAt: clock() - ageMs });
  await it.sweep();
  expect(it.log).toEqual(did);
});

test('a task that holds a slot and does not know since when counts from its creation', async () => {
  const { clock } = memoryPorts().ports;
  const it = holding('unknown', { startedAt: undefined, createdAt: clock() });
  await it.sweep();
  expect(it.log).toEqual([]);
});

test('workspaces whose tasks wait are asked in, once each', async () => {
  const it = idlePorts();
  const { workspaceId } = it.key;
  for (const _ of [1, 2]) {
    const task = sampleTask(sampleRecording({ workspaceId }));
    it.store.tasks.set(task.taskId, task);
  }
  await sweep(it.ports)();
  expect(it.sent).toEqual([{ command: 'admit', workspaceId }]);
});

test('deletions that nobody finished are asked for again', async () => {
  const it = idlePorts({ deletedAt: 5 });
  await sweep(it.ports)();
  expect(it.sent).toEqual([{ command: 'erase', subject: it.subject }]);
});

test('hundreds of slots, queues and deletions are asked for in slices', async () => {
  const it = idlePorts();
  const many = Array.from({ length: 300 }, () => sampleRecording({ deletedAt: 5 }));
  for (const recording of many) {
    const task = sampleTask(recording, { status: 'RUNNING', startedAt: 0 });
    it.store.recordings.set(recording.recordingId, recording);
    it.store.tasks.set(task.taskId, task);
    it.store.slots.set(recording.workspaceId, new Set([task.taskId]));
    const waiting = sampleTask(recording);
    it.store.tasks.set(waiting.taskId, waiting);
  }
  let active = 0;
  let most = 0;
  const counted =
    <Given extends unknown[], Answer>(act: (...given: Given) => Promise<Answer>) =>
    async (...given: Given) => {
      active += 1;
      most = Math.max(most, active);
      await setImmediate();
      active -= 1;
      return act(...given);
    };
  const { runs, commands } = it.ports;
  const deps = {
    ...it.ports,
    runs: { ...runs, state: counted(runs.state), start: counted(runs.start) },
    commands: { send: counted(commands.send) },
  };
  await sweep(deps)();
  expect(most).toBe(10);
  expect(it.runStates.size).toBe(300);
  expect(it.sent).toHaveLength(600);
});

test.each([
  { what: 'goes on', status: 'RUNNING' as const, used: 1, reserved: 1 },
  { what: 'succeeded', status: 'SUCCEEDED' as const, used: 1, reserved: 0 },
  { what: 'failed', status: 'FAILED' as const, used: 0, reserved: 0 },
])('of a quota a task that $what holds $used', async ({ status, used, reserved }) => {
  const it = idlePorts();
  const charge = sampleCharge();
  const task = sampleTask(it.recording);
  await it.ports.tasks.enqueue(task, { from: ['DOWNLOADED'], firstRun: false, charge });
  Object.assign(it.store.tasks.get(task.taskId) ?? {}, { status });
  for (const _twice of [1, 2]) await sweep(it.ports)();
  expect(usageOf(it.store, it.key.workspaceId, charge)).toMatchObject({ used, reserved });
});
