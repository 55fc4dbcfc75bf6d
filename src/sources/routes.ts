import type { Route } from '../kernel/http/route.ts';
import {
  CreateSource,
  ListSourcesQuery,
  SourceList,
  SourceParams,
  SourceView,
  UpdateSource,
} from './source.contract.ts';

const ONE = '/v1/sources/{source_id}' as const;

export const sourceRoutes = [
  {
    method: 'GET',
    path: '/v1/sources',
    summary: 'List where recordings come from, newest first',
    right: 'sources.read',
    query: ListSourcesQuery,
    response: SourceList,
    use: 'listSources',
  },
  {
    method: 'POST',
    path: '/v1/sources',
    summary: 'Make a source: a platform, an account there, and what is set for it',
    right: 'sources.change',
    body: CreateSource,
    response: SourceView,
    status: 201,
    location: '/v1/sources/{source_id}',
    refuses: ['name_taken', 'not_found'],
    use: 'createSource',
  },
  {
    method: 'GET',
    path: ONE,
    summary: 'Get a source',
    right: 'sources.read',
    params: SourceParams,
    response: SourceView,
    use: 'getSource',
  },
  {
    method: 'PATCH',
    path: ONE,
    summary: 'Change a source, or switch it off',
    right: 'sources.change',
    params: SourceParams,
    body: UpdateSource,
    response: SourceView,
    refuses: ['name_taken', 'version_conflict'],
    use: 'updateSource',
  },
  {
    method: 'DELETE',
    path: ONE,
    summary: 'Forget a source; what came from it stays',
    right: 'sources.change',
    params: SourceParams,
    status: 204,
    refuses: ['conflict'],
    use: 'deleteSource',
  },
] as const satisfies readonly Route[];
