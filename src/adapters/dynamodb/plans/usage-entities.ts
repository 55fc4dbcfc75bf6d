import { CustomAttributeType, Entity } from 'electrodb';
import type { TaskId } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { subjectFields, waiting } from '../pipeline/subject-fields.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

/** Sums of one period: written with every row of the ledger that they sum up. */
export const usageEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'usage', ...SERVICE },
      attributes: {
        workspaceId,
        capability: text,
        period: text,
        used: optionalNumber,
        reserved: optionalNumber,
        overage: optionalNumber,
        overageCost: optionalNumber,
        /** What the last reservation was measured by; rows before it would not tell. */
        limit: optionalNumber,
      },
      indexes: {
        byPeriod: inWorkspace(['capability', 'period'], 'USAGE#${capability}#${period}'),
      },
    },
    { client, table: tableName },
  );

const STATES = ['reserved', 'committed', 'released'] as const;

/** One unit of a period: what it was used for, and by which task. */
export const ledgerEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'ledger', ...SERVICE },
      attributes: {
        ...subjectFields,
        capability: text,
        period: text,
        state: { type: STATES, required: true },
        taskId: { type: CustomAttributeType<TaskId>('string'), required: true },
        /** Of what was beyond the quota. */
        price: optionalNumber,
        plan: { type: 'string' },
        at: number,
        ...waiting,
      },
      indexes: {
        bySubject: inWorkspace(
          ['capability', 'period', 'subjectKind', 'subjectId'],
          'LEDGER#${capability}#${period}#${subjectKind}#${subjectId}',
        ),
      },
    },
    { client, table: tableName },
  );

/** What a workspace keeps: a level that no period resets, summed up under its plan. */
export const storageEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'storage', ...SERVICE },
      attributes: {
        workspaceId,
        bytes: optionalNumber,
        recordings: optionalNumber,
        plan: { type: 'string' },
      },
      indexes: { one: inWorkspace([], 'STORAGE') },
    },
    { client, table: tableName },
  );
