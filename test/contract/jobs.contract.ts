import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { Tasks } from '../../src/pipeline/ports.ts';
import { taskKey } from '../../src/pipeline/tasks/task.ts';
import type { JobItem, JobItems, Jobs } from '../../src/tasks/jobs/ports.ts';
import { sampleJob } from '../support/sample-job.ts';
import { newWorkspaceId } from '../support/samples.ts';

type Ports = { jobs: Jobs; items: JobItems; tasks: Pick<Tasks, 'find' | 'list'> };

/** What is promised of tasks of many items. */
export const jobsContract = (name: string, make: () => Ports) =>
  describe(`${name}: jobs`, () => {
    const inserted = async (ids = [newId('recording')]) => {
      const ports = make();
      const task = sampleJob(ids);
      expect(await ports.jobs.insert(task)).toBe(true);
      return { ...ports, task, key: taskKey(task) };
    };

    test('one is a task among the others, and made once', async () => {
      const { jobs, tasks, task, key } = await inserted();
      expect(await tasks.find(key)).toEqual(task);
      expect((await tasks.list(key.workspaceId, { limit: 5 })).items).toEqual([task]);
      expect(await jobs.insert({ ...task, createdAt: 1 })).toBe(false);
      expect(await tasks.find(key)).toEqual(task);
      expect(await jobs.listOpen()).toContainEqual(key);
    });

    test('who works on it says how far it is, and nobody takes that back', async () => {
      const { jobs, tasks, key } = await inserted();
      expect(await jobs.touch(key, { done: 2, failed: 1 }, 50)).toBe(true);
      expect(await jobs.touch(key, { done: 1, failed: 0 }, 60)).toBe(false);
      expect(await jobs.touch(key, { done: 3, failed: 1 }, 70)).toBe(true);
      expect(await tasks.find(key)).toMatchObject({
        ...{ status: 'RUNNING', startedAt: 50, version: 3 },
        job: { done: 3, failed: 1, touchedAt: 70 },
      });
    });

    test.each([
      { status: 'SUCCEEDED' as const },
      { status: 'CANCELLED' as const },
      { status: 'FAILED' as const, failure: { stage: 'items', code: 'expired', reason: 'Late.' } },
    ])('it ends once: $status', async end => {
      const { jobs, tasks, key } = await inserted();
      expect(await jobs.end(key, end, 90)).toBe(true);
      expect(await jobs.end(key, { status: 'SUCCEEDED' }, 95)).toBe(false);
      expect(await jobs.touch(key, { done: 9, failed: 0 }, 95)).toBe(false);
      expect(await tasks.find(key)).toMatchObject({ ...end, finishedAt: 90 });
      expect(await jobs.listOpen()).not.toContainEqual(key);
    });

    test('items are kept as they were put last, each by its id', async () => {
      const ids = [newId('recording'), newId('recording'), newId('recording')].sort();
      const { items, key } = await inserted(ids);
      const [a = '', b = '', c = ''] = ids;
      const results: JobItem[] = [
        { id: a, status: 'started', taskId: newId('task') },
        { id: b, status: 'skipped', code: 'conflict', reason: 'Busy.' },
        { id: c, status: 'done' },
      ];
      await items.put(key, { id: c, status: 'begun' });
      for (const item of results) await items.put(key, item);
      expect(await items.list(key)).toEqual(results);
      expect(await items.find(key, [c])).toEqual([results[2]]);
      expect(await items.find(key, [])).toEqual([]);
    });

    test('a foreign workspace sees and changes nothing', async () => {
      const { jobs, items, tasks, task, key } = await inserted();
      const foreign = { ...key, workspaceId: newWorkspaceId() };
      await items.put(key, { id: 'x', status: 'done' });
      expect(await jobs.touch(foreign, { done: 1, failed: 0 }, 5)).toBe(false);
      expect(await jobs.end(foreign, { status: 'CANCELLED' }, 5)).toBe(false);
      expect(await items.list(foreign)).toEqual([]);
      expect(await items.find(foreign, ['x'])).toEqual([]);
      expect(await tasks.find(key)).toEqual(task);
    });
  });
