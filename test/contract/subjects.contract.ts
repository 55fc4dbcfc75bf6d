import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import type { Subject } from '../../src/pipeline/subject.ts';
import { newWorkspaceId } from '../support/samples.ts';
import { type EnginePorts, type MakePorts, markDeleted, queued, race } from './engine-ports.ts';

const foreign = (subject: Subject) => ({ ...subject, workspaceId: newWorkspaceId() });

/** What is promised of `Subjects`; a recording stands for every kind. */
export const subjectsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    test('what the engine needs of a subject is found', async () => {
      const ports = make();
      const configOverrides = { trim: { enabled: false } };
      const { subject, task } = await queued(ports, { configOverrides });
      const { taskId } = task;
      expect(await ports.subjects.find(subject)).toEqual({
        status: 'DOWNLOADED',
        activeTaskId: taskId,
        lastTaskId: taskId,
        configOverrides,
        sizeBytes: 1000,
      });
      await ports.tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 9);
      const after = await ports.subjects.find(subject);
      expect(after).toMatchObject({ status: 'READY', lastTaskId: taskId });
      expect(after?.activeTaskId).toBeUndefined();
    });

    test.each([
      { what: 'an unknown one', of: (s: Subject) => ({ ...s, id: newId('recording') }) },
      { what: 'a foreign one', of: foreign },
      { what: 'one of another kind', of: (s: Subject) => ({ ...s, kind: 'note' }) },
    ])('$what is not found and not moved', async ({ of }) => {
      const ports = make();
      const { subject, task } = await queued(ports);
      expect(await ports.subjects.find(of(subject))).toBeUndefined();
      const run = { subject: of(subject), taskId: task.taskId };
      const move = { from: ['DOWNLOADED'], to: 'PROCESSING' };
      expect(await ports.subjects.move(run, move, 7)).toBe(false);
      expect((await ports.subjects.find(subject))?.status).toBe('DOWNLOADED');
    });

    test('what a run found out is written beside the status, by the run alone', async () => {
      const ports = make();
      const { recording, subject, task } = await queued(ports);
      const skipReason = { code: 'blank', measured: { bytes: 1 }, limits: { bytes: 2 } };
      const other = { subject, taskId: newId('task') };
      expect(await ports.subjects.note(other, { durationSeconds: 5 })).toBe(false);
      const elsewhere = { ...task, subject: foreign(subject) };
      expect(await ports.subjects.note(elsewhere, { durationSeconds: 5 })).toBe(false);
      expect(await ports.subjects.note(task, { durationSeconds: 5, posterKey: 'a/b' })).toBe(true);
      expect(await ports.subjects.note(task, { skipReason })).toBe(true);
      const found = await ports.recordings.find(recording);
      expect(found).toMatchObject({ durationSeconds: 5, posterKey: 'a/b', skipReason });
    });

    test('a deleted one is not found and not moved', async () => {
      const ports = make();
      const { recording, subject, task } = await queued(ports);
      await markDeleted(ports, recording);
      expect(await ports.subjects.find(subject)).toBeUndefined();
      const move = { from: ['DOWNLOADED'], to: 'PROCESSING' };
      expect(await ports.subjects.move(task, move, 7)).toBe(false);
    });

    test('it moves from one of the statuses, for the task that has it', async () => {
      const ports = make();
      const { recording, subject, task } = await queued(ports);
      const from = ['READY', 'DOWNLOADED'];
      expect(await ports.subjects.move(task, { from, to: 'PROCESSING' }, 7)).toBe(true);
      expect(await ports.recordings.find(recording)).toMatchObject({
        status: 'PROCESSING',
        updatedAt: 7,
      });
      expect(await ports.subjects.move(task, { from, to: 'UPLOADING' }, 8)).toBe(false);
      const other = { subject, taskId: newId('task') };
      const on = { from: ['PROCESSING'], to: 'UPLOADING' };
      expect(await ports.subjects.move(other, on, 8)).toBe(false);
      expect(await ports.recordings.find(recording)).toMatchObject({
        status: 'PROCESSING',
        updatedAt: 7,
      });
    });

    test('once its task is over it is moved by nobody', async () => {
      const ports: EnginePorts = make();
      const { subject, task } = await queued(ports);
      await ports.tasks.finish(task, { task: 'CANCELLED', status: 'DOWNLOADED' }, 9);
      const move = { from: ['DOWNLOADED'], to: 'PROCESSING' };
      expect(await ports.subjects.move(task, move, 10)).toBe(false);
      expect((await ports.subjects.find(subject))?.status).toBe('DOWNLOADED');
    });

    test('of twenty that move it on at once, one does', async () => {
      const ports = make();
      const { task } = await queued(ports);
      const move = { from: ['DOWNLOADED'], to: 'PROCESSING' };
      const answers = await race(() => ports.subjects.move(task, move, 7));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });
  });
