import { createWriteTransaction } from 'electrodb';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { directoryEntity } from '../plans/directory.ts';
import { count, STAT, statEntity } from '../plans/stats.ts';
import { levelOf } from '../plans/storage-level.ts';
import { storageEntity } from '../plans/usage-entities.ts';
import { workspaceEntity } from '../workspaces/account-entities.ts';

/** A recording whose last link ended may move the level once more. */
const TRIES = 5;

/** The workspace itself and all sums that it is in, in one transaction. A second call finds nothing. */
export async function removeWorkspace(table: Table, workspaceId: WorkspaceId): Promise<void> {
  const rows = {
    workspaces: workspaceEntity(table),
    directory: directoryEntity(table),
    storage: storageEntity(table),
    stats: statEntity(table),
  };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const { data: workspace } = await rows.workspaces.get({ workspaceId }).go({ consistent: true });
    if (!workspace) return;
    const { plan, bytes, recordings, isCounted } = await levelOf(table, workspaceId);
    const write = createWriteTransaction(rows, entities => [
      entities.workspaces
        .delete({ workspaceId })
        .where((row, { exists }) => exists(row.deletedAt))
        .commit(),
      entities.directory.delete({ workspaceId }).commit(),
      entities.storage
        .delete({ workspaceId })
        .where((row, { eq, notExists }) =>
          isCounted
            ? `(${notExists(row.recordings)} OR ${eq(row.recordings, recordings)})`
            : notExists(row.workspaceId),
        )
        .commit(),
      count(entities, STAT.ofPlan(plan), {
        ...{ workspaces: -1, bytes: -bytes, recordings: -recordings },
      }),
      ...(workspace.suspendedAt === undefined
        ? []
        : [count(entities, STAT.all, { suspended: -1 })]),
    ]);
    if ((await transact(() => write.go())).committed) return;
  }
  throw new Error(`${workspaceId} could not be removed.`);
}
