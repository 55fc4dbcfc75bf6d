import type { RecordingId, WorkspaceId } from '../../kernel/ids.ts';
import type { RecordingFilters } from '../lists/filter.contract.ts';
import type { ListPosition } from '../lists/filter.ts';
import { type FilterDeps, readFilter } from '../lists/read-filter.ts';
import type { Recordings } from '../ports.ts';
import { DEFAULT_BULK_LIMIT } from './bulk-operations.ts';

export type SelectDeps = FilterDeps & { recordings: Pick<Recordings, 'list'> };

/** By id, or by the filters of the list: of these as many as `limit` says. */
export type Selection = {
  recording_ids?: RecordingId[] | undefined;
  filters?: RecordingFilters | undefined;
  limit?: number | undefined;
};

/** Of one page of a list. */
const PAGE = 100;

/** A filter that hardly anything matches has pages without items; what a call reads is bounded. */
const MOST_PAGES = 100;

/** Which recordings a call over many is about, as they are at this moment. */
export const selectRecordings =
  (deps: SelectDeps) =>
  async (workspaceId: WorkspaceId, selection: Selection): Promise<RecordingId[]> => {
    const { recording_ids: named, filters, limit = DEFAULT_BULK_LIMIT } = selection;
    if (!filters) return named ?? [];
    const filter = await readFilter(deps)(workspaceId, filters);
    const ids: RecordingId[] = [];
    let cursor: ListPosition | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const wanted = Math.min(PAGE, limit - ids.length);
      const page = await deps.recordings.list(workspaceId, filter, { limit: wanted, cursor });
      ids.push(...page.items.map(({ recordingId }) => recordingId));
      cursor = page.cursor ?? undefined;
      if (!cursor || ids.length >= limit) break;
    }
    return ids;
  };
