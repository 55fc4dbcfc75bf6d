import { newId } from '../../../../src/kernel/ids.ts';
import { type BulkOrder, bulkItem } from '../../../../src/recordings/bulk/bulk-item.ts';
import type { JobCommand } from '../../../../src/tasks/jobs/ports.ts';
import { workJob } from '../../../../src/tasks/jobs/work-job.ts';
import { memoryJobs } from '../../../support/fakes/memory/jobs.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import type { Wrap } from '../../../support/publishing/dying.ts';
import { sampleJob } from '../../../support/sample-job.ts';
import { newWorkspaceId, sampleRecording } from '../../../support/samples.ts';

/** Recordings in every state, and ids that name nothing of the workspace's, in one job. */
export function worldOfBulk(order: BulkOrder) {
  const it = idlePorts();
  const { workspaceId } = it.key;
  const add = (changes: Parameters<typeof sampleRecording>[0] = {}) => {
    const recording = sampleRecording({ workspaceId, ...changes });
    it.store.recordings.set(recording.recordingId, recording);
    return recording.recordingId;
  };
  const ids = {
    ready: it.key.recordingId,
    other: add({ status: 'READY' }),
    busy: add({ activeTaskId: newId('task') }),
    early: add({ status: 'DOWNLOADING' }),
    foreign: add({ workspaceId: newWorkspaceId() }),
    unknown: newId('recording'),
    last: add(),
  };
  const job = sampleJob(Object.values(ids), { order }, workspaceId);
  const rows = memoryJobs(it.store);
  const key = { workspaceId, taskId: job.taskId };
  it.store.tasks.set(job.taskId, job);
  const asked: JobCommand[] = [];
  const jobCommands = { send: async (command: JobCommand) => void asked.push(command) };
  /** One delivery; the ports of whoever may die are wrapped. */
  const deliver = (wrap: Wrap = port => port, isLastTry = false) => {
    const ports = { ...it.ports, speechLanguages: null };
    const { tasks, recordings, commands } = ports;
    const mortal = {
      ...{ ...ports, tasks: wrap(tasks), recordings: wrap(recordings) },
      ...{ commands: wrap(commands), jobs: wrap(rows.jobs), items: wrap(rows.items), jobCommands },
    };
    return workJob({ ...mortal, handlers: { bulk: bulkItem(mortal) } })(key, { isLastTry });
  };
  const results = async () => {
    const found = await rows.items.list(key);
    return Object.fromEntries(
      Object.entries(ids).map(([name, id]) => {
        const item = found.find(candidate => candidate.id === id);
        return [name, item && 'code' in item ? item.code : (item?.status ?? 'waiting')];
      }),
    );
  };
  const runs = () => [...it.store.tasks.values()].filter(task => !task.job);
  return { ...it, ...rows, ids, job, key, asked, deliver, results, runs };
}
