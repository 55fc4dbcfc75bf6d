import { CustomAttributeType, Entity } from 'electrodb';
import type { Overrides } from '../../../config/resolve.ts';
import type { TaskId } from '../../../kernel/ids.ts';
import type { Failure } from '../../../pipeline/failure.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';
import { hiddenText } from './subject-fields.ts';

export const optionalTaskId = { type: CustomAttributeType<TaskId>('string') } as const;
export const overrides = {
  type: CustomAttributeType<Overrides>('any'),
  required: true,
} as const;
export const failure = { type: CustomAttributeType<Failure>('any') } as const;

/**
 * What the engine reads and writes of a subject's own row, whatever else its feature keeps there.
 * The row of a kind `recording` is `RECORDING#<id>`, its id in the attribute `recordingId`: the
 * feature's entity has the same name, key and attributes.
 */
export const subjectEntity = ({ client, tableName }: Table, kind: string) =>
  new Entity(
    {
      model: { entity: kind, ...SERVICE },
      attributes: {
        workspaceId,
        id: { type: 'string', field: `${kind}Id`, required: true },
        status: text,
        listStatus: hiddenText,
        failure,
        configOverrides: overrides,
        configVersion: optionalNumber,
        activeTaskId: optionalTaskId,
        lastTaskId: optionalTaskId,
        deletedAt: optionalNumber,
        updatedAt: number,
      },
      indexes: {
        byId: inWorkspace(['id'], `${kind.toUpperCase()}#\${id}`),
      },
    },
    { client, table: tableName },
  );
