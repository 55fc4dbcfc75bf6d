import { CustomAttributeType, Entity } from 'electrodb';
import type { Id, RecordingId } from '../../../kernel/ids.ts';
import type { RecordingStatus } from '../../../pipelines/recording-status.ts';
import { MAPPED_BY, type PendingUpload, type Source } from '../../../recordings/recording.ts';
import type { Table } from '../client.ts';
import { failure, optionalTaskId, overrides } from '../pipeline/subject-entity.ts';
import { waiting } from '../pipeline/subject-fields.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';
import { listFields } from './list-keys.ts';

const recordingId = {
  type: CustomAttributeType<RecordingId>('string'),
  required: true,
} as const;

/** The engine's part of the row is `subjectEntity`: these are the same items. */
export const recordingEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'recording', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId,
        displayName: text,
        /** The table compares letter by letter: what is searched has one case. */
        searchName: {
          type: 'string',
          hidden: true,
          watch: ['displayName'],
          set: (_name: unknown, { displayName }: { displayName?: string }) =>
            displayName?.toLowerCase(),
        },
        source: { type: CustomAttributeType<Source>('string'), required: true },
        sourceId: { type: CustomAttributeType<Id<'source'>>('string') },
        sourceFileName: text,
        status: { type: CustomAttributeType<RecordingStatus>('string'), required: true },
        failure,
        sizeBytes: number,
        contentType: text,
        sha256: optionalText,
        configOverrides: overrides,
        configVersion: optionalNumber,
        templateId: { type: CustomAttributeType<Id<'template'>>('string') },
        mappedBy: { type: MAPPED_BY },
        mappedAt: optionalNumber,
        processOnArrival: { type: 'boolean', required: true },
        isBlank: { type: 'boolean' },
        upload: { type: CustomAttributeType<PendingUpload>('any') },
        activeTaskId: optionalTaskId,
        lastTaskId: optionalTaskId,
        deletedAt: optionalNumber,
        startTime: number,
        createdAt: number,
        updatedAt: number,
        ...listFields,
        ...waiting,
      },
      indexes: {
        byId: inWorkspace(['recordingId'], 'RECORDING#${recordingId}'),
      },
    },
    { client, table: tableName },
  );

/** A key that something came in by, so that it comes in once. */
export const deduplicationEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'deduplication', ...SERVICE },
      attributes: { workspaceId, deduplicationKey: text, recordingId },
      indexes: {
        byKey: inWorkspace(['deduplicationKey'], 'DEDUPLICATION#${deduplicationKey}'),
      },
    },
    { client, table: tableName },
  );
