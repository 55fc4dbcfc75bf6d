import { newId, type WorkspaceId } from '../../src/kernel/ids.ts';
import type { Job } from '../../src/pipeline/tasks/job.ts';
import type { JobTask } from '../../src/tasks/jobs/ports.ts';
import { newWorkspaceId } from './samples.ts';

/** A task over these recordings that waits for somebody to work on it. */
export function sampleJob(
  ids: string[],
  job: Partial<Job> = {},
  workspaceId: WorkspaceId = newWorkspaceId(),
): JobTask {
  const taskId = newId('task');
  return {
    subject: { workspaceId, kind: 'bulk', id: taskId },
    ...{ taskId, status: 'QUEUED', progress: {}, version: 1, createdAt: 1_700_000_000_000 },
    job: {
      ...{ order: { operation: 'trim' }, ids, done: 0, failed: 0 },
      ...{ touchedAt: 1_700_000_000_000, deadlineAt: 1_800_000_000_000, ...job },
    },
  };
}
