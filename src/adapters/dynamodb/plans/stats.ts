import {
  type CommittedTransactionResult,
  Entity,
  type TransactWriteFunction,
  type TransactWriteItem,
} from 'electrodb';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';
import { optionalNumber, SERVICE, text } from '../workspace-items.ts';

/** One row would be written by every transaction of all workspaces: these share that. */
const SHARDS = 8;

/** Sums over all workspaces: written in the transactions that change what they count. */
export const statEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'stat', ...SERVICE },
      attributes: {
        name: text,
        shard: { type: 'number', required: true },
        users: optionalNumber,
        workspaces: optionalNumber,
        suspended: optionalNumber,
        recordings: optionalNumber,
        bytes: optionalNumber,
        overage: optionalNumber,
        overageCost: optionalNumber,
      },
      indexes: {
        one: {
          pk: {
            field: TABLE.partitionKey,
            composite: ['name', 'shard'],
            template: 'STAT#${name}#${shard}',
            casing: 'none',
          },
          sk: { field: TABLE.sortKey, composite: [], template: 'STAT', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );

const COUNTS = [
  ...(['users', 'workspaces', 'suspended', 'recordings', 'bytes'] as const),
  ...(['overage', 'overageCost'] as const),
];
type Count = (typeof COUNTS)[number];
export type Counts = Record<Count, number>;

type Rows = { stats: ReturnType<typeof statEntity> };
type Items = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction = Parameters<TransactWriteFunction<Rows, unknown, Items>>[0];

/** What is counted of everything, by plan, and by plan and month. */
export const STAT = {
  all: 'all',
  ofPlan: (plan: string) => `plan#${plan}`,
  ofMonth: (period: string, plan: string) => `month#${period}#${plan}`,
} as const;

/** Moves sums. It has no condition: what it counts has. */
export const count = ({ stats }: InTransaction, name: string, by: Partial<Counts>) =>
  stats
    .update({ name, shard: Math.floor(Math.random() * SHARDS) })
    .add(by)
    .commit();

/** The sum of a name, over all of its rows. */
export async function statOf(table: Table, name: string): Promise<Counts> {
  const stats = statEntity(table);
  const rows = await Promise.all(
    Array.from(
      { length: SHARDS },
      async (_, shard) => (await stats.get({ name, shard }).go()).data,
    ),
  );
  const sumOf = (what: Count) => rows.reduce((sum, row) => sum + (row?.[what] ?? 0), 0);
  return {
    users: sumOf('users'),
    workspaces: sumOf('workspaces'),
    suspended: sumOf('suspended'),
    recordings: sumOf('recordings'),
    bytes: sumOf('bytes'),
    overage: sumOf('overage'),
    overageCost: sumOf('overageCost'),
  };
}
