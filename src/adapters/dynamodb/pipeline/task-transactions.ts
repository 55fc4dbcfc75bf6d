import { createWriteTransaction } from 'electrodb';
import type { TaskId } from '../../../kernel/ids.ts';
import type { Charge, Outcome, Tasks } from '../../../pipeline/ports.ts';
import { type Charged, type Task, taskKey } from '../../../pipeline/tasks/task.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { ledgerEntities, reserve, settle, type Terms, termsOf } from '../plans/usage-ledger.ts';
import { usageRepository } from '../plans/usage-repository.ts';
import { subjectEntity } from './subject-entity.ts';
import { inStatus } from './subject-fields.ts';
import {
  accountEntity,
  admissionEntity,
  runningKey,
  shareEntity,
  taskEntity,
} from './task-entity.ts';
import { toTaskRow } from './task-row.ts';
import { WAITING } from './waiting.ts';

/** The task waits, its subject names it as the one that is working on it, and it is counted. */
export const enqueueTask =
  (table: Table): Tasks['enqueue'] =>
  async (task, guard) => {
    const { charge } = guard;
    if (!charge) return (await tryEnqueue(table, task, guard)) === 'queued';
    const { terms, held } = await termsOf(table, task, charge);
    for (const term of terms) {
      const price = term === 'overage' ? charge.overage?.price : held?.price;
      const outcome = await tryEnqueue(table, task, guard, {
        charge,
        terms: term,
        heldBy: held?.taskId,
        price,
        plan: held?.plan ?? charge.plan,
      });
      if (outcome !== 'full') return outcome === 'queued';
    }
    const { capability, period } = charge;
    const { workspaceId } = task.subject;
    throw charge.refusal((await usageRepository(table).find(workspaceId, capability, period)).used);
  };

type Counting = {
  charge: Charge;
  terms: Terms;
  heldBy?: TaskId | undefined;
  price?: number | undefined;
  plan?: string | undefined;
};

/** What the task's row says of it, so that its end knows what to settle. */
function chargedOf({
  charge: { capability, period },
  terms,
  price,
  plan,
}: Counting): Charged | undefined {
  if (terms === 'counted') return undefined;
  return { capability, period, ...(plan && { plan }), ...(price !== undefined && { price }) };
}

async function tryEnqueue(
  table: Table,
  task: Task,
  { from, firstRun, configOverrides }: Parameters<Tasks['enqueue']>[1],
  counting?: Counting,
) {
  const { subject, taskId, createdAt } = task;
  const { workspaceId, kind, id } = subject;
  const gsi1 = { gsi1pk: WAITING.queue, gsi1sk: WAITING.queueKey(workspaceId, taskId) };
  const charged = counting && chargedOf(counting);
  const rows = {
    tasks: taskEntity(table),
    subjects: subjectEntity(table, kind),
    ...ledgerEntities(table),
  };
  const write = createWriteTransaction(rows, ({ tasks, subjects, ...counted }) => [
    tasks.create({ ...toTaskRow(task), ...(charged && { charged }), ...gsi1 }).commit(),
    subjects
      .patch({ workspaceId, id })
      .set({
        activeTaskId: taskId,
        lastTaskId: taskId,
        updatedAt: createdAt,
        ...(configOverrides && { configOverrides }),
      })
      .add(configOverrides ? { configVersion: 1 } : {})
      .where((row, { eq, notExists }) =>
        [
          notExists(row.deletedAt),
          notExists(row.activeTaskId),
          ...(firstRun ? [notExists(row.lastTaskId)] : []),
          `(${from.map(status => eq(row.status, status)).join(' OR ')})`,
        ].join(' AND '),
      )
      .commit(),
    ...(counting ? reserve(counted, task, counting.charge, counting) : []),
  ]);
  const { committed, refused } = await transact(() => write.go());
  if (committed) return 'queued';
  const [hasTask, isBusy, isHeld] = refused;
  // Whoever reserved for the subject in between has the subject as well.
  return hasTask || isBusy || isHeld ? 'refused' : 'full';
}

/** By then everybody else has had more: being forgotten is the same as having had nothing. */
const SHARE_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** Takes both slots, counts the turn and sets the task running. */
export const admitTask =
  (table: Table): Tasks['admit'] =>
  async (key, slots, now) => {
    if (slots.workspace <= 0) return 'full';
    const { workspaceId, taskId } = key;
    const rows = { tasks: taskEntity(table), shares: shareEntity(table), ...slotEntities(table) };
    const { share } = slots;
    const expiresAt = Math.ceil((now + SHARE_LIFETIME_MS) / 1000);
    const write = createWriteTransaction(rows, ({ tasks, shares, admissions, account }) => [
      tasks
        .patch(key)
        .set({ status: 'RUNNING', startedAt: now, ...(share && { weight: share.weight }) })
        .add({ version: 1 })
        .remove(['gsi1pk', 'gsi1sk'])
        .where(
          (task, { eq, notExists }) =>
            `${eq(task.status, 'QUEUED')} AND ${notExists(task.cancelRequestedAt)}`,
        )
        .commit(),
      admissions
        .update({ workspaceId })
        .add({ running: [taskId] })
        .set({ limit: slots.workspace, gsi1pk: WAITING.slots, gsi1sk: workspaceId })
        .where(
          (row, { notExists, size, value }) =>
            `(${notExists(row.running)} OR ${size(row.running)} < ${value(row.limit, slots.workspace)})`,
        )
        .commit(),
      account
        .update({})
        .add({ running: [runningKey(key)] })
        .set({ limit: slots.account, ...(share && { clock: share.clock }) })
        .where(
          (row, { notExists, size, value }) =>
            `(${notExists(row.running)} OR ${size(row.running)} < ${value(row.limit, slots.account)})`,
        )
        .commit(),
      // Two admissions of one workspace at once may count as one: that is a turn, and no harm.
      ...(share
        ? [shares.update({ workspaceId }).set({ had: share.had, expiresAt }).commit()]
        : []),
    ]);
    const { committed, refused } = await transact(() => write.go());
    if (committed) return 'admitted';
    const [task, workspace] = refused;
    if (task) return 'gone';
    return workspace ? 'full' : 'account_full';
  };

const slotEntities = (table: Table) => ({
  admissions: admissionEntity(table),
  account: accountEntity(table),
});

/** Gives both slots back, whatever has become of the task. */
export const releaseSlot =
  (table: Table): Tasks['releaseSlot'] =>
  async key => {
    const { workspaceId, taskId } = key;
    const write = createWriteTransaction(slotEntities(table), ({ admissions, account }) => [
      admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .commit(),
      account
        .update({})
        .delete({ running: [runningKey(key)] })
        .commit(),
    ]);
    await transact(() => write.go());
  };

/** Ends task and subject, gives the slots back and settles what was reserved. */
export const finishTask =
  (table: Table): Tasks['finish'] =>
  async (run, outcome, now) => {
    const { committed, refused } = await tryFinish(table, run, outcome, now);
    const [isOver, isForeign, , , isSettled] = refused;
    if (committed || isOver || isForeign || !isSettled) return committed;
    // Nothing is reserved any more: that alone is no reason for a task to go on for ever.
    return (await tryFinish(table, { ...run, charged: undefined }, outcome, now)).committed;
  };

const isKept = (outcome: Outcome) => outcome.task === 'SUCCEEDED' && !outcome.uncounted;

function tryFinish(
  table: Table,
  run: Parameters<Tasks['finish']>[0],
  outcome: Outcome,
  now: number,
) {
  const { subject, taskId, charged, surplusMinutes, weight } = run;
  const { workspaceId, kind, id } = subject;
  const failure = outcome.task === 'FAILED' ? outcome.failure : undefined;
  const rows = {
    tasks: taskEntity(table),
    subjects: subjectEntity(table, kind),
    shares: shareEntity(table),
    ...slotEntities(table),
    ...ledgerEntities(table),
  };
  const write = createWriteTransaction(
    rows,
    ({ tasks, subjects, shares, admissions, account, ...counted }) => [
      tasks
        .patch(taskKey(run))
        .set({ status: outcome.task, finishedAt: now, ...(failure && { failure }) })
        .add({ version: 1 })
        .remove(['gsi1pk', 'gsi1sk'])
        .where((task, { eq }) => `(${eq(task.status, 'QUEUED')} OR ${eq(task.status, 'RUNNING')})`)
        .commit(),
      subjects
        .patch({ workspaceId, id })
        .set({ ...inStatus(subject, outcome.status), updatedAt: now, ...(failure && { failure }) })
        .remove(failure ? ['activeTaskId'] : ['activeTaskId', 'failure'])
        .where((row, { eq }) => eq(row.activeTaskId, taskId))
        .commit(),
      admissions
        .update({ workspaceId })
        .delete({ running: [taskId] })
        .commit(),
      account
        .update({})
        .delete({ running: [runningKey(taskKey(run))] })
        .commit(),
      ...(charged ? settle(counted, run, charged, isKept(outcome)) : []),
      ...(surplusMinutes && weight
        ? [
            shares
              .update({ workspaceId })
              .add({ had: surplusMinutes / weight })
              .commit(),
          ]
        : []),
    ],
  );
  return transact(() => write.go());
}

/** For a task that is over, where its end did not do it. */
export const settleTask =
  (table: Table): Tasks['settle'] =>
  async (reservation, keep) => {
    const write = createWriteTransaction(ledgerEntities(table), entities =>
      settle(entities, reservation, reservation, keep),
    );
    await transact(() => write.go());
  };
