import type { WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { RecordingFilters } from './lists/filter.contract.ts';
import type { ListPosition } from './lists/filter.ts';
import { type FilterDeps, readFilter } from './lists/read-filter.ts';
import { type RowDeps, recordingRows } from './lists/recording-rows.ts';
import type { Recordings } from './ports.ts';

type Deps = FilterDeps & RowDeps & { recordings: Pick<Recordings, 'list'> };

/** A page of the workspace's recordings. */
export const listRecordings =
  (deps: Deps) =>
  async (workspaceId: WorkspaceId, filters: RecordingFilters, page: PageOf<ListPosition>) => {
    const filter = await readFilter(deps)(workspaceId, filters);
    const { items, cursor } = await deps.recordings.list(workspaceId, filter, page);
    return { items: await recordingRows(deps)(workspaceId, items), cursor };
  };
