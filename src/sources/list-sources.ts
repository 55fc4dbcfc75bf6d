import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { SourceFilter, Sources } from './ports.ts';
import { sourceView } from './source-view.ts';

/** A page of the workspace's sources, newest first. */
export const listSources =
  ({ sources }: { sources: Pick<Sources, 'list'> }) =>
  async (workspaceId: WorkspaceId, filter: SourceFilter, page: PageOf<Id<'source'>>) => {
    const { items, cursor } = await sources.list(workspaceId, filter, page);
    return { items: items.map(sourceView), cursor };
  };
