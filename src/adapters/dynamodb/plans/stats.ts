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
      model: { entity: 'total', ...SERVICE },
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

export type Counts = {
  users: number;
  workspaces: number;
  suspended: number;
  recordings: number;
  bytes: number;
  overage: number;
  overageCost: number;
};

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

type Optional = { [Name in keyof Counts]?: number | undefined };

/** The sum of a name, over all of its rows. */
export async function statOf(table: Table, name: string): Promise<Counts> {
  const stats = statEntity(table);
  const rows = await Promise.all(
    Array.from(
      { length: SHARDS },
      async (_, shard) => (await stats.get({ name, shard }).go()).data,
    ),
  );
  const sumOf = (pick: (row: Optional) => number | undefined) =>
    rows.reduce((sum, row) => sum + ((row && pick(row)) ?? 0), 0);
  return {
    users: sumOf(({ users }) => users),
    workspaces: sumOf(({ workspaces }) => workspaces),
    suspended: sumOf(({ suspended }) => suspended),
    recordings: sumOf(({ recordings }) => recordings),
    bytes: sumOf(({ bytes }) => bytes),
    overage: sumOf(({ overage }) => overage),
    overageCost: sumOf(({ overageCost }) => overageCost),
  };
}
