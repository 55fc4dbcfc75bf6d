import type { Tasks } from '../../../../src/pipeline/ports.ts';
import { isOver, type TaskKey } from '../../../../src/pipeline/tasks/task.ts';
import type { RecordingStatus } from '../../../../src/pipelines/recording-status.ts';
import { reserve, settle } from './ledger.ts';
import { copyOf, type MemoryStore } from './store.ts';
import { subjectRow } from './subjects.ts';

/** Tasks and slots in memory, under the same conditions as the table's. */
export function memoryTasks(store: MemoryStore): Tasks {
  const { tasks, slots } = store;
  const find = ({ workspaceId, taskId }: TaskKey) => {
    const task = tasks.get(taskId);
    return task?.subject.workspaceId === workspaceId ? task : undefined;
  };
  const ofWorkspace = (workspaceId: string) =>
    [...tasks.values()]
      .filter(({ subject }) => subject.workspaceId === workspaceId)
      .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
  return {
    enqueue: async (task, { from, firstRun, configOverrides, charge }) => {
      const row = subjectRow(store, task.subject);
      if (!row || row.deletedAt !== undefined || row.activeTaskId) return false;
      if (tasks.has(task.taskId) || (firstRun && row.lastTaskId)) return false;
      if (!from.includes(row.status)) return false;
      const charged = charge && reserve(store, task, charge);
      tasks.set(task.taskId, copyOf({ ...task, ...(charged && { charged }) }));
      const named = { activeTaskId: task.taskId, lastTaskId: task.taskId };
      const changes = { ...named, updatedAt: task.createdAt };
      const configVersion = (row.configVersion ?? 0) + 1;
      Object.assign(row, changes, configOverrides && { configOverrides, configVersion });
      return true;
    },
    find: async key => copyOf(find(key)),
    list: async (workspaceId, { limit, cursor }) => {
      const all = ofWorkspace(workspaceId).reverse();
      const after = all.filter(({ taskId }) => !cursor || taskId < cursor);
      const items = after.slice(0, limit).map(copyOf);
      const more = after.length > limit ? items.at(-1)?.taskId : undefined;
      return { items, cursor: more ?? null };
    },
    listQueued: async workspaceId =>
      ofWorkspace(workspaceId)
        .filter(({ status }) => status === 'QUEUED')
        .map(copyOf),
    admit: async (key, { workspace, account, share }, now) => {
      if (workspace <= 0) return 'full';
      const task = find(key);
      if (task?.status !== 'QUEUED' || task.cancelRequestedAt !== undefined) return 'gone';
      const running = slots.get(key.workspaceId) ?? new Set();
      const all = [...slots.values()].reduce((sum, { size }) => sum + size, 0);
      if (running.size >= workspace) return 'full';
      if (all >= account) return 'account_full';
      slots.set(key.workspaceId, running.add(key.taskId));
      Object.assign(task, { status: 'RUNNING', startedAt: now, version: task.version + 1 });
      if (share) {
        store.shares.clock = share.clock;
        store.shares.had.set(key.workspaceId, share.had);
        task.weight = share.weight;
      }
      return 'admitted';
    },
    requestCancel: async (key, now) => {
      const task = find(key);
      if (!task || isOver(task)) return false;
      Object.assign(task, { cancelRequestedAt: now, version: task.version + 1 });
      return true;
    },
    setProgress: async (key, stage, percent) => {
      const task = find(key);
      if (task?.status !== 'RUNNING' || task.cancelRequestedAt !== undefined) return false;
      const before = task.progress[stage];
      if (before !== undefined && before > percent) return true;
      task.progress[stage] = percent;
      task.version += 1;
      return true;
    },
    setWaiting: async (key, worker, isWaiting) => {
      const task = find(key);
      if (task?.status !== 'RUNNING' || task.cancelRequestedAt !== undefined) return false;
      const waiting = new Set(task.waitingStages);
      if (isWaiting) waiting.add(worker);
      else if (!waiting.delete(worker)) return false;
      task.waitingStages = [...waiting];
      task.version += 1;
      return true;
    },
    finish: async ({ subject, taskId, charged, surplusMinutes, weight }, outcome, now) => {
      const { workspaceId } = subject;
      const task = find({ workspaceId, taskId });
      const row = subjectRow(store, subject);
      if (!task || isOver(task) || row?.activeTaskId !== taskId) return false;
      const failure = outcome.task === 'FAILED' ? { failure: outcome.failure } : {};
      const ended = { status: outcome.task, finishedAt: now, version: task.version + 1 };
      Object.assign(task, ended, failure);
      delete row.activeTaskId;
      if (outcome.task !== 'FAILED') delete row.failure;
      const status = outcome.status as RecordingStatus;
      Object.assign(row, { status, updatedAt: now }, failure);
      slots.get(workspaceId)?.delete(taskId);
      const keep = outcome.task === 'SUCCEEDED' && !outcome.uncounted;
      const { had } = store.shares;
      if (surplusMinutes && weight) {
        had.set(workspaceId, (had.get(workspaceId) ?? 0) + surplusMinutes / weight);
      }
      if (charged) settle(store, { subject, taskId }, charged, keep);
      return true;
    },
    settle: async (reservation, keep) => settle(store, reservation, reservation, keep),
    releaseSlot: async ({ workspaceId, taskId }) => void slots.get(workspaceId)?.delete(taskId),
  };
}
