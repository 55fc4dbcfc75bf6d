import type {
  CommittedTransactionResult,
  TransactWriteFunction,
  TransactWriteItem,
} from 'electrodb';
import type { Charge } from '../../../pipeline/ports.ts';
import type { Charged, RunKey } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { toFields } from '../pipeline/subject-fields.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { count, STAT, statEntity } from './stats.ts';
import { ledgerEntity, usageEntity } from './usage-entities.ts';

export const ledgerEntities = (table: Table) => ({
  stats: statEntity(table),
  ledger: ledgerEntity(table),
  usage: usageEntity(table),
});
type Entities = ReturnType<typeof ledgerEntities>;
type Items = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
/** The same inside a transaction, where writes are collected and not sent. */
type Writes = Parameters<TransactWriteFunction<Entities, unknown, Items>>[0];

/** How a unit may be counted: within the quota, beyond it, as one that is held, or not again. */
export type Terms = 'included' | 'overage' | 'held' | 'counted';

const keyOf = ({ subject }: Pick<RunKey, 'subject'>, { capability, period }: Charged) => ({
  ...toFields(subject),
  capability,
  period,
});

/** What may be tried, best first. Looked at before, so that a full quota costs no transaction. */
export async function termsOf(
  table: Table,
  run: RunKey,
  charge: Charge,
): Promise<{
  terms: readonly Terms[];
  held?: { taskId: RunKey['taskId']; price?: number; plan?: string };
}> {
  const { capability, period, limit, overage } = charge;
  const { workspaceId } = run.subject;
  const [{ data: unit }, { data: sums }] = await Promise.all([
    ledgerEntity(table).get(keyOf(run, charge)).go({ consistent: true }),
    usageEntity(table).get({ workspaceId, capability, period }).go({ consistent: true }),
  ]);
  if (unit?.state === 'committed') return { terms: ['counted'] };
  // Left behind by a task that is over: nobody else can have the subject.
  if (unit?.state === 'reserved') {
    const { taskId, price, plan } = unit;
    const held = { taskId, ...(price !== undefined && { price }), ...(plan && { plan }) };
    return { terms: ['held'], held };
  }
  const { used = 0, overageCost = 0 } = sums ?? {};
  const most = overage?.most ?? Number.POSITIVE_INFINITY;
  return {
    terms: [
      ...(limit === null || used < limit ? (['included'] as const) : []),
      ...(overage && overageCost + overage.price <= most ? (['overage'] as const) : []),
    ],
  };
}

/** The rows that count one unit; none for what counts already. */
export function reserve(
  { ledger, usage }: Writes,
  run: RunKey & { createdAt: number },
  charge: Charge,
  { terms, heldBy }: { terms: Terms; heldBy?: RunKey['taskId'] | undefined },
) {
  if (terms === 'counted') return [];
  const key = keyOf(run, charge);
  const { taskId, createdAt: at } = run;
  const { plan } = charge;
  const { workspaceId } = run.subject;
  const gsi1sk = WAITING.timedKey(at, workspaceId, taskId);
  if (terms === 'held') {
    const held = ledger.patch(key).set({ taskId, at, gsi1sk });
    return [
      held
        .where((row, { eq }) => `${eq(row.state, 'reserved')} AND ${eq(row.taskId, heldBy ?? '')}`)
        .commit(),
    ];
  }
  const { capability, period, limit, overage } = charge;
  const price = terms === 'overage' ? (overage?.price ?? 0) : undefined;
  const open = {
    ...({ state: 'reserved', taskId, at, gsi1pk: WAITING.reservations, gsi1sk } as const),
    ...(plan && { plan }),
  };
  const entry = ledger.update(key).set({ ...open, ...(price !== undefined && { price }) });
  const sums = usage.update({ workspaceId, capability, period });
  return [
    (price === undefined ? entry.remove(['price']) : entry)
      .where(
        (row, { eq, notExists }) => `(${notExists(row.state)} OR ${eq(row.state, 'released')})`,
      )
      .commit(),
    price === undefined
      ? sums
          .add({ used: 1, reserved: 1 })
          .set(limit === null ? {} : { limit })
          .where((row, { lt, notExists }) =>
            limit === null ? '' : `(${notExists(row.used)} OR ${lt(row.used, limit)})`,
          )
          .commit()
      : sums
          .add({ used: 1, reserved: 1, overage: 1, overageCost: price })
          .where((row, { lte, notExists }) =>
            overage?.most == null
              ? ''
              : `(${notExists(row.overageCost)} OR ${lte(row.overageCost, overage.most - price)})`,
          )
          .commit(),
  ];
}

/** The rows that end a reservation. Their condition is that this task still holds it. */
export function settle(
  { ledger, usage, stats }: Writes,
  run: RunKey,
  charged: Charged,
  keep: boolean,
) {
  const { capability, period, price, plan = 'free' } = charged;
  const { workspaceId } = run.subject;
  const back = { used: -1, ...(price !== undefined && { overage: -1, overageCost: -price }) };
  const kept = { recordings: 1, ...(price !== undefined && { overage: 1, overageCost: price }) };
  return [
    ledger
      .patch(keyOf(run, charged))
      .set({ state: keep ? 'committed' : 'released' })
      .remove(['gsi1pk', 'gsi1sk'])
      .where((row, { eq }) => `${eq(row.state, 'reserved')} AND ${eq(row.taskId, run.taskId)}`)
      .commit(),
    usage
      .update({ workspaceId, capability, period })
      .add({ reserved: -1, ...(keep ? {} : back) })
      .commit(),
    ...(keep ? [count({ stats }, STAT.ofMonth(period, plan), kept)] : []),
  ];
}
