import { CustomAttributeType, Entity } from 'electrodb';
import * as z from 'zod';
import type { Overrides } from '../../../config/resolve.ts';
import { idSchema, type TaskId, trustedWorkspaceId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Job } from '../../../pipeline/tasks/job.ts';
import type { Charged, StageProgress, TaskKey, TaskStatus } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { inWorkspace, number, optionalNumber, SERVICE, workspaceId } from '../workspace-items.ts';
import { failure } from './subject-entity.ts';
import { subjectFields, waiting } from './subject-fields.ts';

export const taskId = { type: CustomAttributeType<TaskId>('string'), required: true } as const;

const job = {
  type: 'map',
  properties: {
    order: { type: CustomAttributeType<Job['order']>('any'), required: true },
    ids: { type: 'list', items: { type: 'string' }, required: true },
    ...{ done: number, failed: number, touchedAt: number, deadlineAt: number },
  },
} as const;

export const taskEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'task', ...SERVICE },
      attributes: {
        ...subjectFields,
        taskId,
        status: { type: CustomAttributeType<TaskStatus>('string'), required: true },
        requestConfig: { type: CustomAttributeType<Overrides>('any') },
        stages: { type: 'list', items: { type: 'string' } },
        progress: { type: CustomAttributeType<StageProgress>('any'), required: true },
        version: number,
        waitingStages: { type: 'set', items: 'string' },
        job,
        requestId: { type: 'string' },
        cancelRequestedAt: optionalNumber,
        failure,
        priority: optionalNumber,
        minutes: optionalNumber,
        weight: optionalNumber,
        charged: { type: CustomAttributeType<Charged>('any') },
        createdAt: number,
        startedAt: optionalNumber,
        finishedAt: optionalNumber,
        ...waiting,
      },
      indexes: { byId: inWorkspace(['taskId'], 'TASK#${taskId}') },
    },
    { client, table: tableName },
  );

/** The slots that a workspace's running tasks hold: one item, so that taking one is atomic. */
export const admissionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'admission', ...SERVICE },
      attributes: {
        workspaceId,
        running: { type: 'set', items: 'string' },
        /** How many there were when the last one was taken. */
        limit: optionalNumber,
        ...waiting,
      },
      indexes: { byWorkspace: inWorkspace([], 'ADMISSION') },
    },
    { client, table: tableName },
  );

const constant = (field: string, template: string) =>
  ({ field, composite: [], template, casing: 'none' }) as const;

/** The running tasks of all workspaces, in one item as well: the ceiling of the account. */
export const accountEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'account', ...SERVICE },
      attributes: {
        running: { type: 'set', items: 'string' },
        limit: optionalNumber,
        /** Tasks that were refused for want of a slot here. */
        line: { type: 'set', items: 'string' },
        lineLimit: optionalNumber,
        /** How far the account is, in minutes of media by weight. */
        clock: optionalNumber,
      },
      indexes: {
        one: {
          pk: constant(TABLE.partitionKey, 'ACCOUNT'),
          sk: constant(TABLE.sortKey, 'ADMISSION'),
        },
      },
    },
    { client, table: tableName },
  );

/** What a workspace has had, in minutes of media by weight; forgotten when it was idle for long. */
export const shareEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'share', ...SERVICE },
      attributes: {
        workspaceId,
        had: optionalNumber,
        [TABLE.timeToLive]: optionalNumber,
      },
      indexes: {
        byWorkspace: {
          pk: constant(TABLE.partitionKey, 'ACCOUNT'),
          sk: {
            field: TABLE.sortKey,
            composite: ['workspaceId'],
            template: 'SHARE#${workspaceId}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

/** How the account's item names a task. */
export const runningKey = ({ workspaceId, taskId }: TaskKey) => `${workspaceId}#${taskId}`;

/** As `runningKey` writes it. */
export const RunningKey = z
  .string()
  .transform(key => key.split('#'))
  .pipe(z.tuple([z.string().transform(trustedWorkspaceId), idSchema('task')]))
  .transform(([workspace, task]): TaskKey => ({ workspaceId: workspace, taskId: task }));
