import { createWriteTransaction } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Tasks } from '../../../pipeline/ports.ts';
import type { StageProgress, Task } from '../../../pipeline/tasks/task.ts';
import type { StageName } from '../../../pipelines/recording.ts';
import type { Table } from '../client.ts';
import { ifConditionHeld, transact } from '../conditions.ts';
import { admissionEntity, recordingEntity, taskEntity } from '../recordings/recording-entities.ts';
import { WAITING } from './waiting.ts';

type Percent = StageProgress[StageName];
type Row = Task & { gsi1pk?: string | undefined; gsi1sk?: string | undefined };

const fromRow = ({ gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...task }: Row): Task => task;

export function taskRepository(table: Table): Tasks {
  const tasks = taskEntity(table);
  const recordings = recordingEntity(table);
  const admissions = admissionEntity(table);

  return {
    async enqueue(task, { from, firstRun, configOverrides }) {
      const { workspaceId, recordingId, taskId, createdAt } = task;
      const gsi1 = { gsi1pk: WAITING.queue, gsi1sk: WAITING.queueKey(workspaceId, taskId) };
      const write = createWriteTransaction({ tasks, recordings }, entities => [
        entities.tasks.create({ ...task, ...gsi1 }).commit(),
        entities.recordings
          .patch({ workspaceId, recordingId })
          .set({
            activeTaskId: taskId,
            lastTaskId: taskId,
            updatedAt: createdAt,
            ...(configOverrides && { configOverrides }),
          })
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
      return (await transact(() => write.go())).held;
    },

    async find(workspaceId, taskId) {
      const { data } = await tasks.get({ workspaceId, taskId }).go({ consistent: true });
      return data ? fromRow(data) : undefined;
    },

    async list(workspaceId, { limit, cursor }) {
      const last = { taskId: cursor ?? `${ID_PREFIX.task}~` };
      const { data } = await tasks.query
        .byId({ workspaceId })
        .between({ taskId: ID_PREFIX.task }, last)
        .where((row, { ne }) => (cursor ? ne(row.taskId, cursor) : ''))
        .go({ order: 'desc', count: limit + 1, consistent: true });
      const items = data.slice(0, limit).map(fromRow);
      const more = data.length > limit ? items.at(-1)?.taskId : undefined;
      return { items, cursor: more ?? null };
    },

    async listQueued(workspaceId) {
      // Few tasks of a workspace wait at once, and new ones sort last: the filter reads little.
      const { data } = await tasks.query
        .byId({ workspaceId })
        .where((row, { eq }) => eq(row.status, 'QUEUED'))
        .go({ pages: 'all', consistent: true });
      return data.map(fromRow);
    },

    async admit({ workspaceId, taskId }, limit, now) {
      if (limit <= 0) return 'full';
      const write = createWriteTransaction({ tasks, admissions }, entities => [
        entities.tasks
          .patch({ workspaceId, taskId })
          .set({ status: 'RUNNING', startedAt: now })
          .add({ version: 1 })
          .remove(['gsi1pk', 'gsi1sk'])
          .where(
            (task, { eq, notExists }) =>
              `${eq(task.status, 'QUEUED')} AND ${notExists(task.cancelRequestedAt)}`,
          )
          .commit(),
        entities.admissions
          .update({ workspaceId })
          .add({ running: [taskId] })
          .set({ limit, gsi1pk: WAITING.slots, gsi1sk: workspaceId })
          .where(
            (row, { notExists, size, value }) =>
              `(${notExists(row.running)} OR ${size(row.running)} < ${value(row.limit, limit)})`,
          )
          .commit(),
      ]);
      const { held, refused } = await transact(() => write.go());
      if (held) return 'admitted';
      return refused[0] ? 'gone' : 'full';
    },

    requestCancel: (workspaceId, taskId, now) =>
      ifConditionHeld(
        tasks
          .patch({ workspaceId, taskId })
          .set({ cancelRequestedAt: now })
          .add({ version: 1 })
          .where(
            (task, { eq }) => `(${eq(task.status, 'QUEUED')} OR ${eq(task.status, 'RUNNING')})`,
          )
          .go(),
      ),

    async setProgress({ workspaceId, taskId }, stage, percent) {
      const moved = await ifConditionHeld(
        tasks
          .patch({ workspaceId, taskId })
          .data(({ progress }, { set }) => set(progress[stage], percent))
          .add({ version: 1 })
          .where(({ status, cancelRequestedAt, progress }, { eq, lte, notExists }) =>
            [
              eq(status, 'RUNNING'),
              notExists(cancelRequestedAt),
              `(${notExists(progress[stage])} OR ${lte<Percent, Percent>(progress[stage], percent)})`,
            ].join(' AND '),
          )
          .go(),
      );
      if (moved) return true;
      // Another worker of the stage may be further, which is no reason to stop this one.
      const { data } = await tasks.get({ workspaceId, taskId }).go({ consistent: true });
      return data?.status === 'RUNNING' && data.cancelRequestedAt === undefined;
    },

    async finish({ workspaceId, recordingId, taskId }, outcome, now) {
      const failure = outcome.task === 'FAILED' ? outcome.failure : undefined;
      const write = createWriteTransaction({ tasks, recordings, admissions }, entities => [
        entities.tasks
          .patch({ workspaceId, taskId })
          .set({ status: outcome.task, finishedAt: now, ...(failure && { failure }) })
          .add({ version: 1 })
          .remove(['gsi1pk', 'gsi1sk'])
          .where(
            (task, { eq }) => `(${eq(task.status, 'QUEUED')} OR ${eq(task.status, 'RUNNING')})`,
          )
          .commit(),
        entities.recordings
          .patch({ workspaceId, recordingId })
          .set({ status: outcome.recording, updatedAt: now, ...(failure && { failure }) })
          .remove(failure ? ['activeTaskId'] : ['activeTaskId', 'failure'])
          .where((row, { eq }) => eq(row.activeTaskId, taskId))
          .commit(),
        entities.admissions
          .update({ workspaceId })
          .delete({ running: [taskId] })
          .commit(),
      ]);
      return (await transact(() => write.go())).held;
    },

    async releaseSlot(workspaceId, taskId) {
      await admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .go();
    },
  };
}
