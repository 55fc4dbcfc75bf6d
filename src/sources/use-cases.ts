import type { Credentials } from '../connections/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { createSource } from './create-source.ts';
import { deleteSource } from './delete-source.ts';
import { listSources } from './list-sources.ts';
import { loadSource } from './load-source.ts';
import type { Sources } from './ports.ts';
import type { sourceRoutes } from './routes.ts';
import { sourceView } from './source-view.ts';
import { updateSource } from './update-source.ts';

type Deps = { sources: Sources; credentials: Pick<Credentials, 'find'>; clock: Clock };

/** What each route of sources does, in the names of the API. */
export function sourceUseCases(deps: Deps): UseCases<typeof sourceRoutes> {
  return {
    listSources: ({ workspaceId }, { limit, cursor, search, active_only: activeOnly }) =>
      listSources(deps)(workspaceId, { search, activeOnly }, { limit, cursor }),
    createSource: async (caller, input, request) =>
      sourceView(await createSource(deps)(caller, input, request)),
    getSource: async ({ workspaceId }, { source_id: sourceId }) =>
      sourceView(await loadSource(deps.sources, { workspaceId, sourceId })),
    updateSource: async (caller, { source_id, ...changes }, request) =>
      sourceView(await updateSource(deps)(caller, source_id, changes, request)),
    deleteSource: (caller, { source_id }, request) =>
      deleteSource(deps)(caller, source_id, request),
  };
}
