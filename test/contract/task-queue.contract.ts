import { describe, expect, test } from 'vitest';
import { newId, type TaskId } from '../../src/kernel/ids.ts';
import { taskKey } from '../../src/pipeline/tasks/task.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../support/samples.ts';
import { ANY_START, type MakePorts, queued, race, running, slots } from './engine-ports.ts';

const SUCCEEDED = { task: 'SUCCEEDED', status: 'READY' } as const;

/** What is promised of `Tasks` that wait, and of lists of them. */
export const taskQueueContract = (name: string, make: MakePorts) =>
  describe(`${name}: the queue`, () => {
    test('a queued task is named by its recording and found in the queue', async () => {
      const ports = make();
      const { recording, task, key } = await queued(ports);
      const stored = await ports.recordings.find(recording);
      const { taskId, createdAt } = task;
      const named = { activeTaskId: taskId, lastTaskId: taskId, updatedAt: createdAt };
      expect(stored).toEqual({ ...recording, ...named });
      expect(await ports.tasks.listQueued(task.subject.workspaceId)).toEqual([task]);
      expect(await ports.tasks.find(key)).toEqual(task);
    });

    test('a foreign workspace finds nothing and changes nothing', async () => {
      const ports = make();
      const { tasks } = ports;
      const { task, key } = await running(ports);
      const workspaceId = newWorkspaceId();
      const foreign = { workspaceId, taskId: task.taskId };
      const before = await tasks.find(key);
      expect(await tasks.find(foreign)).toBeUndefined();
      expect(await tasks.listQueued(workspaceId)).toEqual([]);
      expect((await tasks.list(workspaceId, { limit: 5 })).items).toEqual([]);
      expect(await tasks.admit(foreign, slots(5), 6)).toBe('gone');
      expect(await tasks.requestCancel(foreign, 6)).toBe(false);
      expect(await tasks.setProgress(foreign, 'render', 10)).toBe(false);
      const run = { subject: { ...task.subject, workspaceId }, taskId: task.taskId };
      expect(await tasks.finish(run, SUCCEEDED, 6)).toBe(false);
      await tasks.releaseSlot(foreign);
      expect(await tasks.find(key)).toEqual(before);
    });

    test('of twenty starts at once exactly one gets the recording', async () => {
      const { recordings, tasks } = make();
      const recording = sampleRecording();
      await recordings.insert(recording);
      const answers = await race(() => tasks.enqueue(sampleTask(recording), ANY_START));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await tasks.listQueued(recording.workspaceId)).toHaveLength(1);
    });

    test('a first run starts once, also after it has ended', async () => {
      const ports = make();
      const { tasks } = ports;
      const { recording, end } = await running(ports);
      await end();
      const guard = { from: ['READY'] as const, firstRun: true };
      expect(await tasks.enqueue(sampleTask(recording), guard)).toBe(false);
      expect(await tasks.enqueue(sampleTask(recording), { ...guard, firstRun: false })).toBe(true);
    });

    test.each([
      { what: 'in another status', change: { status: 'READY' }, isKnown: true },
      { what: 'that is being deleted', change: { deletedAt: 4 }, isKnown: true },
      { what: 'that is not there', change: {}, isKnown: false },
    ] as const)('nothing is queued for a recording $what', async ({ change, isKnown }) => {
      const { recordings, tasks } = make();
      const recording = sampleRecording(change);
      if (isKnown) await recordings.insert(recording);
      const task = sampleTask(recording);
      expect(await tasks.enqueue(task, ANY_START)).toBe(false);
      expect(await tasks.find(taskKey(task))).toBeUndefined();
      expect(await tasks.listQueued(recording.workspaceId)).toEqual([]);
    });

    test('one task id names one task, and a second recording stays free', async () => {
      const ports = make();
      const { recordings, tasks } = ports;
      const { recording, task, key } = await queued(ports);
      const other = sampleRecording({ workspaceId: recording.workspaceId });
      await recordings.insert(other);
      const again = sampleTask(other, { taskId: task.taskId });
      expect(await tasks.enqueue(again, ANY_START)).toBe(false);
      expect(await tasks.find(key)).toEqual(task);
      expect(await recordings.find(other)).toEqual(other);
    });

    test('a start may bring settings, and leaves them as they are without', async () => {
      const { recordings, tasks } = make();
      const configOverrides = { trim: { enabled: false } };
      const recording = sampleRecording({ configOverrides });
      await recordings.insert(recording);
      const first = sampleTask(recording);
      await tasks.enqueue(first, ANY_START);
      expect(await recordings.find(recording)).toMatchObject({ configOverrides });
      await tasks.finish(first, { task: 'CANCELLED', status: 'DOWNLOADED' }, 3);
      const guard = { ...ANY_START, configOverrides: { topics: { enabled: false } } };
      await tasks.enqueue(sampleTask(recording), guard);
      const changed = await recordings.find(recording);
      expect(changed?.configOverrides).toEqual(guard.configOverrides);
      expect(changed?.configVersion).toBe(1);
    });

    test('the queue holds what waits, oldest first', async () => {
      const ports = make();
      const { recordings, tasks } = ports;
      const workspaceId = newWorkspaceId();
      const ids = [3, 1, 2].map(at => newId('task', 1000 + at));
      for (const taskId of ids) {
        const recording = sampleRecording({ workspaceId });
        await recordings.insert(recording);
        await tasks.enqueue(sampleTask(recording, { taskId }), ANY_START);
      }
      const { taskId } = await running(ports, { workspaceId }).then(({ task }) => task);
      const waiting = (await tasks.listQueued(workspaceId)).map(task => task.taskId);
      expect(waiting).toEqual(ids.toSorted());
      expect(waiting).not.toContain(taskId);
    });

    test('lists are paged newest first without gaps or repeats', async () => {
      const { recordings, tasks } = make();
      const workspaceId = newWorkspaceId();
      const ids: TaskId[] = [];
      for (let index = 0; index < 7; index += 1) {
        const recordingId = newId('recording', 1000 + index);
        const recording = sampleRecording({ workspaceId, recordingId });
        await recordings.insert(recording);
        const task = sampleTask(recording, { taskId: newId('task', 1000 + index) });
        await tasks.enqueue(task, ANY_START);
        ids.unshift(task.taskId);
      }
      const seen: string[] = [];
      let cursor: TaskId | undefined;
      do {
        const page = await tasks.list(workspaceId, { limit: 3, cursor });
        expect(page.cursor).toBe(page.items.length < 3 ? null : page.items.at(-1)?.taskId);
        seen.push(...page.items.map(task => task.taskId));
        cursor = page.cursor ?? undefined;
      } while (cursor);
      expect(seen).toEqual(ids);
    });
  });
