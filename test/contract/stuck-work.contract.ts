import { describe, expect, test } from 'vitest';
import { newId, type WorkspaceId } from '../../src/kernel/ids.ts';
import { newWorkspaceId } from '../support/samples.ts';
import {
  type EnginePorts,
  type MakePorts,
  markDeleted,
  queued,
  running,
  slots,
} from './engine-ports.ts';

/** What is promised of `StuckWork`. It sees all workspaces, so each test looks for its own. */
export const stuckWorkContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    const queues = async ({ stuck }: EnginePorts, own: WorkspaceId) =>
      (await stuck.workspacesWithQueue()).filter(workspaceId => workspaceId === own);
    const slotsOf = async ({ stuck }: EnginePorts, own: WorkspaceId) =>
      (await stuck.takenSlots()).filter(({ workspaceId }) => workspaceId === own);
    const deletions = async ({ stuck }: EnginePorts, own: WorkspaceId) =>
      (await stuck.unfinishedDeletions()).filter(({ workspaceId }) => workspaceId === own);

    test('a workspace whose tasks wait is named once, until none waits', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const [first, second] = [
        await queued(ports, { workspaceId }),
        await queued(ports, { workspaceId }),
      ];
      expect(await queues(ports, workspaceId)).toEqual([workspaceId]);
      await ports.tasks.admit(first.key, slots(1), 5);
      expect(await queues(ports, workspaceId)).toEqual([workspaceId]);
      await ports.tasks.finish(second.task, { task: 'CANCELLED', status: 'DOWNLOADED' }, 6);
      expect(await queues(ports, workspaceId)).toEqual([]);
    });

    test('workspaces that wait are all named', async () => {
      const ports = make();
      const [one, other] = [await queued(ports), await queued(ports)];
      const named = await ports.stuck.workspacesWithQueue();
      expect(named).toEqual(expect.arrayContaining([one.key.workspaceId, other.key.workspaceId]));
    });

    test('who has waited longest is named first', async () => {
      const ports = make();
      const [late, early] = [
        await queued(ports, {}, newId('task', 2000)),
        await queued(ports, {}, newId('task', 1000)),
      ];
      const own = [early, late].map(({ key }) => key.workspaceId);
      const named = (await ports.stuck.workspacesWithQueue()).filter(id => own.includes(id));
      expect(named).toEqual(own);
    });

    test('a slot is taken from the admission to the end', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const first = await queued(ports, { workspaceId });
      const second = await queued(ports, { workspaceId });
      expect(await slotsOf(ports, workspaceId)).toEqual([]);
      await ports.tasks.admit(first.key, slots(2), 5);
      await ports.tasks.admit(second.key, slots(2), 5);
      const taken = await slotsOf(ports, workspaceId);
      expect(taken).toHaveLength(2);
      expect(taken).toEqual(expect.arrayContaining([first.key, second.key]));
      await ports.tasks.finish(first.task, { task: 'SUCCEEDED', status: 'READY' }, 6);
      expect(await slotsOf(ports, workspaceId)).toEqual([second.key]);
      await ports.tasks.releaseSlot(second.key);
      expect(await slotsOf(ports, workspaceId)).toEqual([]);
    });

    test('a deletion is unfinished until the row is removed', async () => {
      const ports = make();
      const { recording, subject, end } = await running(ports);
      const { workspaceId } = recording;
      await end();
      expect(await deletions(ports, workspaceId)).toEqual([]);
      await markDeleted(ports, recording);
      expect(await deletions(ports, workspaceId)).toEqual([subject]);
      await ports.rows.erase(subject);
      expect(await deletions(ports, workspaceId)).toEqual([subject]);
      await ports.recordings.remove(recording);
      expect(await deletions(ports, workspaceId)).toEqual([]);
    });
  });
