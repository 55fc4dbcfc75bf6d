import { createWriteTransaction } from 'electrodb';
import type { Tasks } from '../../../pipeline/ports.ts';
import { taskKey } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { subjectEntity } from './subject-entity.ts';
import { inStatus } from './subject-fields.ts';
import { accountEntity, admissionEntity, runningKey, taskEntity } from './task-entity.ts';
import { toTaskRow } from './task-row.ts';
import { WAITING } from './waiting.ts';

/** The task waits, and its subject names it as the one that is working on it. */
export const enqueueTask =
  (table: Table): Tasks['enqueue'] =>
  async (task, { from, firstRun, configOverrides }) => {
    const { subject, taskId, createdAt } = task;
    const { workspaceId, kind, id } = subject;
    const gsi1 = { gsi1pk: WAITING.queue, gsi1sk: WAITING.queueKey(workspaceId, taskId) };
    const rows = { tasks: taskEntity(table), subjects: subjectEntity(table, kind) };
    const write = createWriteTransaction(rows, ({ tasks, subjects }) => [
      tasks.create({ ...toTaskRow(task), ...gsi1 }).commit(),
      subjects
        .patch({ workspaceId, id })
        .set({
          activeTaskId: taskId,
          lastTaskId: taskId,
          updatedAt: createdAt,
          ...(configOverrides && { configOverrides }),
        })
        .add(configOverrides ? { configVersion: 1 } : {})
        .where((row, { eq, notExists }) =>
          [
            notExists(row.deletedAt),
            notExists(row.activeTaskId),
            ...(firstRun ? [notExists(row.lastTaskId)] : []),
            `(${from.map(status => eq(row.status, status)).join(' OR ')})`,
          ].join(' AND '),
        )
        .commit(),
    ]);
    return (await transact(() => write.go())).committed;
  };

/** Takes both slots and sets the task running. */
export const admitTask =
  (table: Table): Tasks['admit'] =>
  async (key, slots, now) => {
    if (slots.workspace <= 0) return 'full';
    const { workspaceId, taskId } = key;
    const rows = { tasks: taskEntity(table), ...slotEntities(table) };
    const write = createWriteTransaction(rows, ({ tasks, admissions, account }) => [
      tasks
        .patch(key)
        .set({ status: 'RUNNING', startedAt: now })
        .add({ version: 1 })
        .remove(['gsi1pk', 'gsi1sk'])
        .where(
          (task, { eq, notExists }) =>
            `${eq(task.status, 'QUEUED')} AND ${notExists(task.cancelRequestedAt)}`,
        )
        .commit(),
      admissions
        .update({ workspaceId })
        .add({ running: [taskId] })
        .set({ limit: slots.workspace, gsi1pk: WAITING.slots, gsi1sk: workspaceId })
        .where(
          (row, { notExists, size, value }) =>
            `(${notExists(row.running)} OR ${size(row.running)} < ${value(row.limit, slots.workspace)})`,
        )
        .commit(),
      account
        .update({})
        .add({ running: [runningKey(key)] })
        .set({ limit: slots.account })
        .where(
          (row, { notExists, size, value }) =>
            `(${notExists(row.running)} OR ${size(row.running)} < ${value(row.limit, slots.account)})`,
        )
        .commit(),
    ]);
    const { committed, refused } = await transact(() => write.go());
    if (committed) return 'admitted';
    const [task, workspace] = refused;
    if (task) return 'gone';
    return workspace ? 'full' : 'account_full';
  };

const slotEntities = (table: Table) => ({
  admissions: admissionEntity(table),
  account: accountEntity(table),
});

/** Gives both slots back, whatever has become of the task. */
export const releaseSlot =
  (table: Table): Tasks['releaseSlot'] =>
  async key => {
    const { workspaceId, taskId } = key;
    const write = createWriteTransaction(slotEntities(table), ({ admissions, account }) => [
      admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .commit(),
      account
        .update({})
        .delete({ running: [runningKey(key)] })
        .commit(),
    ]);
    await transact(() => write.go());
  };

/** Ends task and subject and gives the slots back. */
export const finishTask =
  (table: Table): Tasks['finish'] =>
  async (run, outcome, now) => {
    const { subject, taskId } = run;
    const { workspaceId, kind, id } = subject;
    const failure = outcome.task === 'FAILED' ? outcome.failure : undefined;
    const rows = {
      tasks: taskEntity(table),
      subjects: subjectEntity(table, kind),
      ...slotEntities(table),
    };
    const write = createWriteTransaction(rows, ({ tasks, subjects, admissions, account }) => [
      tasks
        .patch(taskKey(run))
        .set({ status: outcome.task, finishedAt: now, ...(failure && { failure }) })
        .add({ version: 1 })
        .remove(['gsi1pk', 'gsi1sk'])
        .where((task, { eq }) => `(${eq(task.status, 'QUEUED')} OR ${eq(task.status, 'RUNNING')})`)
        .commit(),
      subjects
        .patch({ workspaceId, id })
        .set({ ...inStatus(subject, outcome.status), updatedAt: now, ...(failure && { failure }) })
        .remove(failure ? ['activeTaskId'] : ['activeTaskId', 'failure'])
        .where((row, { eq }) => eq(row.activeTaskId, taskId))
        .commit(),
      admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .commit(),
      account
        .update({})
        .delete({ running: [runningKey(taskKey(run))] })
        .commit(),
    ]);
    return (await transact(() => write.go())).committed;
  };
