import type { WorkspaceId } from '../../../kernel/ids.ts';
import { inSlices } from '../../../kernel/in-slices.ts';
import type { Commands, Tasks } from '../../../pipeline/ports.ts';
import { cancelTask } from '../../../pipeline/tasks/cancel-task.ts';
import { deleteRecording } from '../../../recordings/delete-recording.ts';
import type { Recordings } from '../../../recordings/ports.ts';
import type { Progress } from '../../../workspaces/erasure/ports.ts';
import type { Table } from '../client.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { recordingEntity } from '../recordings/recording-entities.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change'>;
  tasks: Pick<Tasks, 'find' | 'requestCancel'>;
  commands: Commands;
  clock: () => number;
};

/** As a text among others: the query's types would take no other one. */
const LINKS: string = WAITING.links;

/** Recordings of one step. */
const STEP = 25;

/**
 * Every recording goes the way of one that a person deletes: page, files, rows. One that something
 * works on is cancelled first. Those that only wait for the end of their links hold nobody up.
 */
export const endRecordings =
  (table: Table, deps: Deps) =>
  async (workspaceId: WorkspaceId): Promise<Progress> => {
    const recordings = recordingEntity(table);
    const { data: alive } = await recordings.query
      .byId({ workspaceId })
      .where((row, { notExists }) => notExists(row.deletedAt))
      .go({ count: STEP, consistent: true });
    await inSlices(alive, async ({ recordingId, activeTaskId }) => {
      if (activeTaskId) await cancelTask(deps)({ workspaceId, taskId: activeTaskId });
      else await deleteRecording(deps)({ workspaceId, recordingId });
    });
    if (alive.some(({ activeTaskId }) => activeTaskId)) return 'wait';
    if (alive.length > 0) return 'again';
    const { data: pending } = await recordings.query
      .byId({ workspaceId })
      .where((row, { ne }) => ne(row.gsi1pk, LINKS))
      .go({ count: 1, consistent: true });
    return pending.length > 0 ? 'wait' : 'done';
  };
