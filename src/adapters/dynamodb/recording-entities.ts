import { CustomAttributeType, Entity } from 'electrodb';
import type { ARTIFACT_KINDS } from '../../pipeline/artifact.contract.ts';
import type { StageState } from '../../pipeline/stage-state.ts';
import type { StageProgress, TaskStatus } from '../../pipeline/task.ts';
import type { WorkspaceId } from '../../platform/ids.ts';
import { TABLE } from '../../platform/table.ts';
import type { Failure, PendingUpload, Source } from '../../recordings/recording.ts';
import type { RecordingStatus } from '../../recordings/recording-status.ts';
import type { Table } from './client.ts';

export const SERVICE = { service: 'castline', version: '1' } as const;
export const workspaceId = {
  type: CustomAttributeType<WorkspaceId>('string'),
  required: true,
} as const;
const text = { type: 'string' } as const;
const needed = { type: 'string', required: true } as const;
const count = { type: 'number' } as const;
const time = { type: 'number', required: true } as const;

/** The workspace's partition: no query of one can reach another's items. */
export const partition = {
  field: TABLE.partitionKey,
  composite: ['workspaceId'],
  template: 'WORKSPACE#${workspaceId}',
  casing: 'none',
} as const;

/** Where stuck work of all workspaces can be found; absent on everything that is not waiting. */
const waiting = { gsi1pk: text, gsi1sk: text } as const;

export const recordingEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'recording', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId: needed,
        displayName: needed,
        source: { type: CustomAttributeType<Source>('string'), required: true },
        sourceFileName: needed,
        status: { type: CustomAttributeType<RecordingStatus>('string'), required: true },
        failure: { type: CustomAttributeType<Failure>('any') },
        sizeBytes: time,
        contentType: needed,
        sha256: text,
        configOverrides: {
          type: CustomAttributeType<Record<string, unknown>>('any'),
          required: true,
        },
        processOnArrival: { type: 'boolean', required: true },
        upload: { type: CustomAttributeType<PendingUpload>('any') },
        activeTaskId: text,
        lastTaskId: text,
        deletedAt: count,
        createdAt: time,
        updatedAt: time,
        ...waiting,
      },
      indexes: {
        byId: {
          pk: partition,
          sk: {
            field: TABLE.sortKey,
            composite: ['recordingId'],
            template: 'RECORDING#${recordingId}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

export const taskEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'task', ...SERVICE },
      attributes: {
        workspaceId,
        taskId: needed,
        recordingId: needed,
        status: { type: CustomAttributeType<TaskStatus>('string'), required: true },
        progress: { type: CustomAttributeType<StageProgress>('any'), required: true },
        version: time,
        cancelRequestedAt: count,
        failure: { type: CustomAttributeType<Failure>('any') },
        createdAt: time,
        startedAt: count,
        finishedAt: count,
        ...waiting,
      },
      indexes: {
        byId: {
          pk: partition,
          sk: {
            field: TABLE.sortKey,
            composite: ['taskId'],
            template: 'TASK#${taskId}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

export const stageEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'stage', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId: needed,
        stage: { type: CustomAttributeType<StageState['stage']>('string'), required: true },
        taskId: needed,
        status: { type: CustomAttributeType<StageState['status']>('string'), required: true },
        attempts: time,
        fingerprint: text,
        madeFingerprint: text,
        chosenFor: text,
        reused: { type: 'boolean' },
        note: text,
        facts: { type: CustomAttributeType<NonNullable<StageState['facts']>>('any') },
        failureCode: text,
        failureReason: text,
        startedAt: count,
        finishedAt: count,
      },
      indexes: {
        byRecording: {
          pk: partition,
          sk: {
            field: TABLE.sortKey,
            composite: ['recordingId', 'stage'],
            template: 'STAGE#${recordingId}#${stage}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

export const artifactEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'artifact', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId: needed,
        stage: needed,
        fingerprint: needed,
        kind: {
          type: CustomAttributeType<(typeof ARTIFACT_KINDS)[number]>('string'),
          required: true,
        },
        /** ElectroDB leaves out a key's part that is empty, so it has its own attribute beside. */
        variant: { type: 'string', required: true },
        name: needed,
        key: needed,
        content_type: needed,
        size_bytes: time,
        sha256: needed,
      },
      indexes: {
        byRecording: {
          pk: partition,
          sk: {
            field: TABLE.sortKey,
            composite: ['recordingId', 'stage', 'fingerprint', 'name'],
            template: 'ARTIFACT#${recordingId}#${stage}#${fingerprint}#${name}',
            casing: 'none',
          },
        },
      },
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
        limit: count,
        ...waiting,
      },
      indexes: {
        byWorkspace: {
          pk: partition,
          sk: { field: TABLE.sortKey, composite: [], template: 'ADMISSION', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );

/** A key that something came in by, so that it comes in once. */
export const doorEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'door', ...SERVICE },
      attributes: { workspaceId, door: needed, recordingId: needed },
      indexes: {
        byDoor: {
          pk: partition,
          sk: {
            field: TABLE.sortKey,
            composite: ['door'],
            template: 'DOOR#${door}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

export const subscriptionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'subscription', ...SERVICE },
      attributes: {
        workspaceId,
        plan: { type: ['free', 'plus', 'pro', 'enterprise'] as const, required: true },
        customConcurrentTasks: count,
      },
      indexes: {
        byWorkspace: {
          pk: partition,
          sk: { field: TABLE.sortKey, composite: [], template: 'SUBSCRIPTION', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );
