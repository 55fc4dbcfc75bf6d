import { CustomAttributeType, Entity } from 'electrodb';
import type { ARTIFACT_KINDS } from '../../../pipeline/stages/artifact.contract.ts';
import type { StageState } from '../../../pipeline/stages/stage-state.ts';
import type { StageProgress, TaskStatus } from '../../../pipeline/tasks/task.ts';
import type { Failure, PendingUpload, Source } from '../../../recordings/recording.ts';
import type { RecordingStatus } from '../../../recordings/recording-status.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

/** Where stuck work of all workspaces can be found; absent on everything that is not waiting. */
const waiting = { gsi1pk: optionalText, gsi1sk: optionalText } as const;

export const recordingEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'recording', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId: text,
        displayName: text,
        source: { type: CustomAttributeType<Source>('string'), required: true },
        sourceFileName: text,
        status: { type: CustomAttributeType<RecordingStatus>('string'), required: true },
        failure: { type: CustomAttributeType<Failure>('any') },
        sizeBytes: number,
        contentType: text,
        sha256: optionalText,
        configOverrides: {
          type: CustomAttributeType<Record<string, unknown>>('any'),
          required: true,
        },
        processOnArrival: { type: 'boolean', required: true },
        upload: { type: CustomAttributeType<PendingUpload>('any') },
        activeTaskId: optionalText,
        lastTaskId: optionalText,
        deletedAt: optionalNumber,
        createdAt: number,
        updatedAt: number,
        ...waiting,
      },
      indexes: {
        byId: inWorkspace(['recordingId'], 'RECORDING#${recordingId}'),
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
        taskId: text,
        recordingId: text,
        status: { type: CustomAttributeType<TaskStatus>('string'), required: true },
        progress: { type: CustomAttributeType<StageProgress>('any'), required: true },
        version: number,
        cancelRequestedAt: optionalNumber,
        failure: { type: CustomAttributeType<Failure>('any') },
        createdAt: number,
        startedAt: optionalNumber,
        finishedAt: optionalNumber,
        ...waiting,
      },
      indexes: {
        byId: inWorkspace(['taskId'], 'TASK#${taskId}'),
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
        recordingId: text,
        stage: { type: CustomAttributeType<StageState['stage']>('string'), required: true },
        taskId: text,
        status: { type: CustomAttributeType<StageState['status']>('string'), required: true },
        attempts: number,
        fingerprint: optionalText,
        madeFingerprint: optionalText,
        chosenFor: optionalText,
        reused: { type: 'boolean' },
        note: optionalText,
        facts: { type: CustomAttributeType<NonNullable<StageState['facts']>>('any') },
        failureCode: optionalText,
        failureReason: optionalText,
        startedAt: optionalNumber,
        finishedAt: optionalNumber,
      },
      indexes: {
        byRecording: inWorkspace(['recordingId', 'stage'], 'STAGE#${recordingId}#${stage}'),
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
        recordingId: text,
        stage: text,
        fingerprint: text,
        kind: {
          type: CustomAttributeType<(typeof ARTIFACT_KINDS)[number]>('string'),
          required: true,
        },
        /** ElectroDB leaves out a key's part that is empty, so it has its own attribute beside. */
        variant: { type: 'string', required: true },
        name: text,
        key: text,
        content_type: text,
        size_bytes: number,
        sha256: text,
      },
      indexes: {
        byRecording: inWorkspace(
          ['recordingId', 'stage', 'fingerprint', 'name'],
          'ARTIFACT#${recordingId}#${stage}#${fingerprint}#${name}',
        ),
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
        limit: optionalNumber,
        ...waiting,
      },
      indexes: {
        byWorkspace: inWorkspace([], 'ADMISSION'),
      },
    },
    { client, table: tableName },
  );

/** A key that something came in by, so that it comes in once. */
export const doorEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'door', ...SERVICE },
      attributes: { workspaceId, door: text, recordingId: text },
      indexes: {
        byDoor: inWorkspace(['door'], 'DOOR#${door}'),
      },
    },
    { client, table: tableName },
  );
