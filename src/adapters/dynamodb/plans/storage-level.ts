import type {
  CommittedTransactionResult,
  TransactWriteFunction,
  TransactWriteItem,
} from 'electrodb';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { count, STAT, statEntity } from './stats.ts';
import { storageEntity } from './usage-entities.ts';

export const levelEntities = (table: Table) => ({
  storage: storageEntity(table),
  stats: statEntity(table),
});
type Items = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction = Parameters<
  TransactWriteFunction<ReturnType<typeof levelEntities>, unknown, Items>
>[0];

type Level = { bytes: number; recordings: number };

/** What a workspace keeps, and the plan that this is summed up under; `isCounted` once anything is. */
export async function levelOf(table: Table, workspaceId: WorkspaceId) {
  const { data } = await storageEntity(table).get({ workspaceId }).go({ consistent: true });
  const { bytes = 0, recordings = 0, plan = 'free' } = data ?? {};
  return { bytes, recordings, plan, isCounted: data !== null };
}

/**
 * Moves the level of a workspace and the sums of its plan. With `most` only where it then is no more
 * than that; and only while the plan is the one that was read.
 */
export const moveLevel = (
  entities: InTransaction,
  workspaceId: WorkspaceId,
  by: Level,
  { plan, most }: { plan: string; most: number | null },
) => [
  entities.storage
    .update({ workspaceId })
    .add(by)
    .where((row, { eq, lte, notExists }) =>
      [
        plan === 'free' ? `(${notExists(row.plan)} OR ${eq(row.plan, plan)})` : eq(row.plan, plan),
        ...(most === null
          ? []
          : [`(${notExists(row.bytes)} OR ${lte(row.bytes, most - by.bytes)})`]),
      ].join(' AND '),
    )
    .commit(),
  count(entities, STAT.ofPlan(plan), by),
];

/** All that a workspace has is summed up under another plan from now on. */
export const movePlan = (
  entities: InTransaction,
  workspaceId: WorkspaceId,
  level: Level & { plan: string },
  to: string,
) => {
  const { bytes, recordings, plan: from } = level;
  return [
    entities.storage
      .update({ workspaceId })
      .set({ plan: to })
      .where((row, { eq, notExists }) =>
        [
          from === 'free'
            ? `(${notExists(row.plan)} OR ${eq(row.plan, from)})`
            : eq(row.plan, from),
          bytes === 0 ? `(${notExists(row.bytes)} OR ${eq(row.bytes, 0)})` : eq(row.bytes, bytes),
          recordings === 0
            ? `(${notExists(row.recordings)} OR ${eq(row.recordings, 0)})`
            : eq(row.recordings, recordings),
        ].join(' AND '),
      )
      .commit(),
    count(entities, STAT.ofPlan(from), { workspaces: -1, bytes: -bytes, recordings: -recordings }),
    count(entities, STAT.ofPlan(to), { workspaces: 1, bytes, recordings }),
  ];
};
