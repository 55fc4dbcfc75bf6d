import {
  type CommittedTransactionResult,
  Entity,
  type TransactWriteFunction,
  type TransactWriteItem,
} from 'electrodb';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { waiting } from '../pipeline/subject-fields.ts';
import { inWorkspace, SERVICE, text, workspaceId } from '../workspace-items.ts';
import { count, STAT, statEntity } from './stats.ts';

/** Where the operator finds all workspaces of a plan: written only when that changes. */
export const directoryEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'directory', ...SERVICE },
      attributes: { workspaceId, plan: text, ...waiting },
      indexes: { one: inWorkspace([], 'DIRECTORY') },
    },
    { client, table: tableName },
  );

export const directoryEntities = (table: Table) => ({
  directory: directoryEntity(table),
  stats: statEntity(table),
});
type Items = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction = Parameters<
  TransactWriteFunction<ReturnType<typeof directoryEntities>, unknown, Items>
>[0];

export const DIRECTORY = (plan: string) => `DIRECTORY#${plan}`;

const entryOf = (id: WorkspaceId, plan: string) => ({
  ...{ workspaceId: id, plan, gsi1pk: DIRECTORY(plan), gsi1sk: id },
});

/** A workspace comes to be, on the plan that everybody begins with. */
export const addWorkspace = (entities: InTransaction, id: WorkspaceId) => [
  entities.directory.create(entryOf(id, 'free')).commit(),
  count(entities, STAT.ofPlan('free'), { workspaces: 1 }),
];

export const listUnder = ({ directory }: InTransaction, id: WorkspaceId, plan: string) =>
  directory.put(entryOf(id, plan)).commit();
