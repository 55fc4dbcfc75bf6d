import type { WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { RecordingFilters } from './lists/filter.contract.ts';
import type { ListPosition } from './lists/filter.ts';
import { type FilterDeps, readFilter } from './lists/read-filter.ts';
import type { Recordings } from './ports.ts';
import { recordingView } from './recording-view.ts';

type Deps = FilterDeps & { recordings: Pick<Recordings, 'list'> };

/** A page of the workspace's recordings. */
export const listRecordings =
  (deps: Deps) =>
  async (workspaceId: WorkspaceId, filters: RecordingFilters, page: PageOf<ListPosition>) => {
    const filter = await readFilter(deps)(workspaceId, filters);
    const { items, cursor } = await deps.recordings.list(workspaceId, filter, page);
    return { items: items.map(recordingView), cursor };
  };
