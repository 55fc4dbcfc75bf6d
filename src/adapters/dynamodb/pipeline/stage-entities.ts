import { CustomAttributeType, Entity } from 'electrodb';
import type { StageState } from '../../../pipeline/stages/stage-state.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
} from '../workspace-items.ts';
import { subjectFields } from './subject-fields.ts';
import { taskId } from './task-entity.ts';

const facts = { type: CustomAttributeType<NonNullable<StageState['facts']>>('any') } as const;
const SUBJECT = ['subjectKind', 'subjectId'] as const;

/** What is known of each stage of a subject. */
export const stageEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'stage', ...SERVICE },
      attributes: {
        ...subjectFields,
        stage: text,
        taskId,
        status: { type: CustomAttributeType<StageState['status']>('string'), required: true },
        attempts: number,
        fingerprint: optionalText,
        madeFingerprint: optionalText,
        chosenFor: optionalText,
        reused: { type: 'boolean' },
        note: optionalText,
        leftOut: { type: CustomAttributeType<true>('boolean') },
        facts,
        failureCode: optionalText,
        failureReason: optionalText,
        startedAt: optionalNumber,
        finishedAt: optionalNumber,
      },
      indexes: {
        bySubject: inWorkspace([...SUBJECT, 'stage'], 'STAGE#${subjectKind}#${subjectId}#${stage}'),
      },
    },
    { client, table: tableName },
  );

export const artifactEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'artifact', ...SERVICE },
      attributes: {
        ...subjectFields,
        stage: text,
        fingerprint: text,
        kind: text,
        /** ElectroDB leaves out a key's part that is empty, so it has its own attribute beside. */
        variant: text,
        name: text,
        key: text,
        content_type: text,
        size_bytes: number,
        sha256: text,
      },
      indexes: {
        bySubject: inWorkspace(
          [...SUBJECT, 'stage', 'fingerprint', 'name'],
          'ARTIFACT#${subjectKind}#${subjectId}#${stage}#${fingerprint}#${name}',
        ),
      },
    },
    { client, table: tableName },
  );

export const versionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'stage_version', ...SERVICE },
      attributes: {
        ...subjectFields,
        stage: text,
        number,
        fingerprint: text,
        note: optionalText,
        facts,
        createdAt: number,
      },
      indexes: {
        bySubject: inWorkspace(
          [...SUBJECT, 'stage', 'number'],
          'VERSION#${subjectKind}#${subjectId}#${stage}#${number}',
        ),
      },
    },
    { client, table: tableName },
  );
