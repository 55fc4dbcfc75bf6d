import type { Charge, Reservation } from '../../../../src/pipeline/ports.ts';
import type { Charged, RunKey, Task } from '../../../../src/pipeline/tasks/task.ts';
import type { MemoryStore } from './store.ts';

const unitKey = ({ subject: { workspaceId, kind, id } }: Pick<RunKey, 'subject'>, to: Charged) =>
  [workspaceId, to.capability, to.period, kind, id].join('#');

export function usageOf({ usage }: MemoryStore, workspaceId: string, to: Charged) {
  const key = [workspaceId, to.capability, to.period].join('#');
  const sums = usage.get(key) ?? { used: 0, reserved: 0, overage: 0, overageCost: 0 };
  usage.set(key, sums);
  return sums;
}

/** What the task's row says of it; throws where there is nothing left. */
export function reserve(store: MemoryStore, task: Task, charge: Charge): Charged | undefined {
  const { capability, period, plan, limit, overage } = charge;
  const { subject, taskId, createdAt: at } = task;
  const key = unitKey(task, charge);
  const known = store.ledger.get(key);
  if (known?.state === 'committed') return undefined;
  if (known?.state === 'reserved') {
    Object.assign(known, { taskId, at });
    return { capability, period, plan, ...(known.price !== undefined && { price: known.price }) };
  }
  const sums = usageOf(store, subject.workspaceId, charge);
  const price = limit === null || sums.used < limit ? undefined : overage?.price;
  if (limit !== null && sums.used >= limit) {
    const most = overage?.most ?? Number.POSITIVE_INFINITY;
    if (price === undefined || sums.overageCost + price > most) throw charge.refusal(sums.used);
    sums.overage += 1;
    sums.overageCost += price;
  }
  sums.used += 1;
  sums.reserved += 1;
  const charged = { capability, period, plan, ...(price !== undefined && { price }) };
  store.ledger.set(key, { ...charged, subject, taskId, at, state: 'reserved' });
  return charged;
}

/** Nothing where the task holds nothing any more. */
export function settle(store: MemoryStore, run: RunKey, charged: Charged, keep: boolean) {
  const unit = store.ledger.get(unitKey(run, charged));
  if (unit?.state !== 'reserved' || unit.taskId !== run.taskId) return;
  unit.state = keep ? 'committed' : 'released';
  const sums = usageOf(store, run.subject.workspaceId, charged);
  sums.reserved -= 1;
  if (keep) return;
  sums.used -= 1;
  if (charged.price === undefined) return;
  sums.overage -= 1;
  sums.overageCost -= charged.price;
}

export const openReservations = ({ ledger }: MemoryStore, before: number): Reservation[] =>
  [...ledger.values()]
    .filter(({ state, at }) => state === 'reserved' && at < before)
    .map(({ state: _state, at: _at, ...reservation }) => reservation);
