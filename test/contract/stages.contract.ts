import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { RunKey } from '../../src/pipeline/tasks/task.ts';
import { newWorkspaceId } from '../support/samples.ts';
import { type MakePorts, queued, running, slots } from './engine-ports.ts';

const stateOf = ({ subject, taskId }: RunKey, stage = 'render') =>
  ({ subject, taskId, stage, status: 'RUNNING', attempts: 1 }) as const;

/** What is promised of `Stages`. */
export const stagesContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    test.each(['put', 'complete'] as const)('%s writes only while the run goes on', async write => {
      const ports = make();
      const { stages, tasks } = ports;
      const { subject, task, key } = await queued(ports);
      const row = stateOf(task);
      expect(await stages[write](row)).toBe(false);
      expect(await stages.list(subject)).toEqual([]);
      await tasks.admit(key, slots(1), 5);
      expect(await stages[write](row)).toBe(true);
      expect(await stages.list(subject)).toEqual([row]);
      await tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 9);
      expect(await stages[write]({ ...row, attempts: 2 })).toBe(false);
      expect(await stages.list(subject)).toEqual([row]);
    });

    test('a row is replaced as a whole', async () => {
      const ports = make();
      const { subject, task } = await running(ports);
      const facts = { words: 12, model: 'm' };
      await ports.stages.put({ ...stateOf(task), note: 'first', facts, startedAt: 6 });
      const next = { ...stateOf(task), attempts: 2, madeFingerprint: 'f' };
      await ports.stages.complete(next);
      expect(await ports.stages.list(subject)).toEqual([next]);
    });

    test('every stage has its row, listed in the order of names', async () => {
      const ports = make();
      const { subject, task } = await running(ports);
      for (const stage of ['render', 'analyze', 'edit'])
        await ports.stages.put(stateOf(task, stage));
      const names = (await ports.stages.list(subject)).map(({ stage }) => stage);
      expect(names).toEqual(['analyze', 'edit', 'render']);
    });

    test('an unknown task writes nothing, a foreign workspace neither writes nor sees', async () => {
      const ports = make();
      const { subject, task } = await running(ports);
      const unknown = { ...stateOf(task), taskId: newId('task') };
      expect(await ports.stages.put(unknown)).toBe(false);
      const foreign = { ...subject, workspaceId: newWorkspaceId() };
      expect(await ports.stages.put({ ...stateOf(task), subject: foreign })).toBe(false);
      await ports.stages.put(stateOf(task));
      expect(await ports.stages.list(foreign)).toEqual([]);
    });
  });
