import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { taskKey } from '../../src/pipeline/tasks/task.ts';
import { newWorkspaceId, sampleTask } from '../support/samples.ts';
import { type MakePorts, markDeleted, queued, race, running, slots } from './engine-ports.ts';

const FAILURE = { stage: 'render', code: 'lost', reason: 'gone' };
const FAILED = { task: 'FAILED', status: 'FAILED', failure: FAILURE } as const;
const SUCCEEDED = { task: 'SUCCEEDED', status: 'READY' } as const;

/** What is promised of `Tasks` that run: slots, progress, cancels and ends. */
export const taskRunsContract = (name: string, make: MakePorts) => {
  describe(`${name}: slots`, () => {
    test.each([
      { limit: 1, waiting: 8 },
      { limit: 3, waiting: 8 },
      { limit: 0, waiting: 2 },
    ])('of $waiting racing tasks $limit get a slot', async ({ limit, waiting }) => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const count = Array.from({ length: waiting });
      const all = await Promise.all(count.map(() => queued(ports, { workspaceId })));
      const answers = await Promise.all(
        all.map(({ key }) => ports.tasks.admit(key, slots(limit), 5)),
      );
      expect(answers.filter(answer => answer === 'admitted')).toHaveLength(limit);
      expect(answers.filter(answer => answer === 'full')).toHaveLength(waiting - limit);
    });

    test('one task admitted by twenty at once is admitted once and takes one slot', async () => {
      const ports = make();
      const { tasks } = ports;
      const { key } = await queued(ports);
      const answers = await race(() => tasks.admit(key, slots(5), 5));
      expect(answers.filter(answer => answer === 'admitted')).toHaveLength(1);
      expect(answers.filter(answer => answer === 'gone')).toHaveLength(19);
      expect(await tasks.find(key)).toMatchObject({ status: 'RUNNING', startedAt: 5, version: 2 });
    });

    test('admitting twice takes one slot, and a finished task gives it back', async () => {
      const ports = make();
      const { tasks } = ports;
      const workspaceId = newWorkspaceId();
      const first = await queued(ports, { workspaceId });
      const second = await queued(ports, { workspaceId });
      expect(await tasks.admit(first.key, slots(1), 5)).toBe('admitted');
      expect(await tasks.admit(first.key, slots(1), 5)).toBe('gone');
      expect(await tasks.admit(second.key, slots(1), 5)).toBe('full');
      expect(await tasks.finish(first.task, SUCCEEDED, 7)).toBe(true);
      expect(await tasks.admit(second.key, slots(1), 5)).toBe('admitted');
    });

    test('an unknown task is gone, and takes no slot', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const { key } = await queued(ports, { workspaceId });
      expect(await ports.tasks.admit({ workspaceId, taskId: newId('task') }, slots(1), 5)).toBe(
        'gone',
      );
      expect(await ports.tasks.admit(key, slots(1), 5)).toBe('admitted');
    });

    test('a plan without slots is full for whatever asks', async () => {
      const ports = make();
      const { key } = await running(ports);
      expect(await ports.tasks.admit(key, slots(0), 5)).toBe('full');
    });

    test('slots are one workspace’s own', async () => {
      const ports = make();
      await running(ports);
      await running(ports);
    });

    test('of racing tasks of many workspaces as many run as the account may', async () => {
      const ports = make();
      const all = await Promise.all(Array.from({ length: 8 }, () => queued(ports)));
      const taken = (await ports.stuck.takenSlots()).length;
      const limits = { workspace: 5, account: taken + 3 };
      const answers = await Promise.all(all.map(({ key }) => ports.tasks.admit(key, limits, 5)));
      expect(answers.filter(answer => answer === 'admitted')).toHaveLength(3);
      expect(answers.filter(answer => answer === 'account_full')).toHaveLength(5);
      const running = all.filter((_, at) => answers[at] === 'admitted');
      const [waiting] = all.filter((_, at) => answers[at] === 'account_full');
      const next = () => ports.tasks.admit(waiting?.key ?? expect.fail(), limits, 6);
      expect(await next()).toBe('account_full');
      await ports.tasks.finish(running[0]?.task ?? expect.fail(), SUCCEEDED, 7);
      expect(await next()).toBe('admitted');
      await ports.tasks.releaseSlot(running[1]?.key ?? expect.fail());
      expect((await ports.stuck.takenSlots()).length).toBe(taken + 2);
    });

    test('a released slot is free for the next, and releasing nothing is no error', async () => {
      const ports = make();
      const { tasks } = ports;
      const workspaceId = newWorkspaceId();
      await tasks.releaseSlot({ workspaceId, taskId: newId('task') });
      const first = await running(ports, { workspaceId });
      const second = await queued(ports, { workspaceId });
      await tasks.releaseSlot(first.key);
      await tasks.releaseSlot(first.key);
      expect(await tasks.admit(second.key, slots(1), 5)).toBe('admitted');
    });
  });

  describe(`${name}: progress and cancels`, () => {
    test('progress is written while the task runs and refused once a cancel was asked', async () => {
      const ports = make();
      const { tasks } = ports;
      const { key } = await queued(ports);
      expect(await tasks.setProgress(key, 'render', 10)).toBe(false);
      await tasks.admit(key, slots(1), 5);
      expect(await tasks.setProgress(key, 'render', 10)).toBe(true);
      expect(await tasks.setProgress(key, 'transcribe', 40)).toBe(true);
      const running = await tasks.find(key);
      expect(running).toMatchObject({ progress: { render: 10, transcribe: 40 }, version: 4 });
      expect(await tasks.requestCancel(key, 6)).toBe(true);
      expect(await tasks.setProgress(key, 'render', 20)).toBe(false);
      expect((await tasks.find(key))?.progress).toEqual({ render: 10, transcribe: 40 });
    });

    test('progress never goes back, and who is behind goes on', async () => {
      const ports = make();
      const { tasks } = ports;
      const { key } = await running(ports);
      await tasks.setProgress(key, 'render', 40);
      expect(await tasks.setProgress(key, 'render', 10)).toBe(true);
      expect(await tasks.setProgress(key, 'render', 40)).toBe(true);
      expect(await tasks.setProgress(key, 'analyze', 5)).toBe(true);
      expect((await tasks.find(key))?.progress).toEqual({ render: 40, analyze: 5 });
      await tasks.requestCancel(key, 6);
      expect(await tasks.setProgress(key, 'render', 10)).toBe(false);
    });

    test('of twenty workers’ percentages the highest stays', async () => {
      const ports = make();
      const { key } = await running(ports);
      const answers = await race(index => ports.tasks.setProgress(key, 'render', (index * 7) % 20));
      expect(answers).toEqual(answers.map(() => true));
      expect((await ports.tasks.find(key))?.progress).toEqual({ render: 19 });
    });

    test('a task says which of its stages wait for a machine, until their workers begin', async () => {
      const ports = make();
      const { tasks } = ports;
      const { key, end } = await running(ports);
      const waiting = async () => [...((await tasks.find(key))?.waitingStages ?? [])].sort();
      expect(await tasks.setWaiting(key, 'render', false)).toBe(false);
      expect(await tasks.setWaiting(key, 'render', true)).toBe(true);
      expect(await tasks.setWaiting(key, 'render', true)).toBe(true);
      expect(await tasks.setWaiting(key, 'transcribe', true)).toBe(true);
      expect(await waiting()).toEqual(['render', 'transcribe']);
      const { version = 0 } = (await tasks.find(key)) ?? {};
      expect(await tasks.setWaiting(key, 'analyze', false)).toBe(false);
      expect(await tasks.setWaiting(key, 'render', false)).toBe(true);
      expect(await waiting()).toEqual(['transcribe']);
      expect(await tasks.find(key)).toMatchObject({ version: version + 1 });
      expect(await tasks.setWaiting(key, 'transcribe', false)).toBe(true);
      expect(await waiting()).toEqual([]);
      await end();
      expect(await tasks.setWaiting(key, 'render', true)).toBe(false);
    });

    test('nothing waits once a cancel was asked, or for a task that nobody knows', async () => {
      const ports = make();
      const { tasks } = ports;
      const { key } = await running(ports);
      await tasks.requestCancel(key, 6);
      expect(await tasks.setWaiting(key, 'render', true)).toBe(false);
      const unknown = { ...key, taskId: newId('task') };
      expect(await tasks.setWaiting(unknown, 'render', true)).toBe(false);
    });

    test('a cancelled task in the queue is never admitted', async () => {
      const ports = make();
      const { key } = await queued(ports);
      await ports.tasks.requestCancel(key, 6);
      expect(await ports.tasks.admit(key, slots(1), 7)).toBe('gone');
    });

    test('a second cancel is no error, one of a task that is over is refused', async () => {
      const ports = make();
      const { tasks } = ports;
      const { key, task } = await running(ports);
      expect(await tasks.requestCancel(key, 6)).toBe(true);
      expect(await tasks.requestCancel(key, 7)).toBe(true);
      await tasks.finish(task, { task: 'CANCELLED', status: 'DOWNLOADED' }, 8);
      expect(await tasks.requestCancel(key, 9)).toBe(false);
      const unknown = { ...key, taskId: newId('task') };
      expect(await tasks.requestCancel(unknown, 9)).toBe(false);
    });
  });

  describe(`${name}: the end`, () => {
    test('only the first end counts', async () => {
      const ports = make();
      const { recording, task, key } = await running(ports);
      expect(await ports.tasks.finish(task, FAILED, 8)).toBe(true);
      expect(await ports.tasks.finish(task, SUCCEEDED, 9)).toBe(false);
      const stored = await ports.recordings.find(recording);
      expect(stored).toMatchObject({ status: 'FAILED', failure: FAILURE, updatedAt: 8 });
      expect(stored?.activeTaskId).toBeUndefined();
      expect(await ports.tasks.find(key)).toMatchObject({
        status: 'FAILED',
        failure: FAILURE,
        finishedAt: 8,
        version: 3,
      });
      expect(await ports.tasks.setProgress(key, 'render', 10)).toBe(false);
    });

    test('of twenty ends at once one counts, and the slot is given back once', async () => {
      const ports = make();
      const { tasks } = ports;
      const workspaceId = newWorkspaceId();
      const first = await running(ports, { workspaceId });
      const answers = await race(() => tasks.finish(first.task, SUCCEEDED, 8));
      expect(answers.filter(Boolean)).toHaveLength(1);
      await running(ports, { workspaceId });
      const third = await queued(ports, { workspaceId });
      expect(await tasks.admit(third.key, slots(1), 9)).toBe('full');
    });

    test('a failure stays until a run ends well', async () => {
      const ports = make();
      const { recordings, tasks } = ports;
      const { recording, task } = await running(ports);
      await tasks.finish(task, FAILED, 8);
      const next = sampleTask(recording);
      await tasks.enqueue(next, { from: ['FAILED'], firstRun: false });
      expect(await recordings.find(recording)).toMatchObject({ failure: FAILURE });
      await tasks.admit(taskKey(next), slots(1), 9);
      await tasks.finish(next, SUCCEEDED, 10);
      const after = await recordings.find(recording);
      expect(after?.status).toBe('READY');
      expect(after?.failure).toBeUndefined();
      expect((await tasks.find(taskKey(next)))?.failure).toBeUndefined();
    });

    test('a task ends from the queue, too', async () => {
      const ports = make();
      const { recording, task } = await queued(ports);
      const outcome = { task: 'CANCELLED', status: 'DOWNLOADED' } as const;
      expect(await ports.tasks.finish(task, outcome, 8)).toBe(true);
      expect(await ports.tasks.listQueued(recording.workspaceId)).toEqual([]);
    });

    test('the run of another subject is not ended by a mix-up', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const first = await queued(ports, { workspaceId });
      const second = await queued(ports, { workspaceId });
      const mixed = { subject: second.subject, taskId: first.task.taskId };
      expect(await ports.tasks.finish(mixed, SUCCEEDED, 8)).toBe(false);
      expect(await ports.tasks.find(first.key)).toEqual(first.task);
    });

    test('the task of a deleted recording can still end', async () => {
      const ports = make();
      const { recording, task } = await running(ports);
      await markDeleted(ports, recording);
      expect(await ports.tasks.finish(task, SUCCEEDED, 8)).toBe(true);
    });
  });
};
