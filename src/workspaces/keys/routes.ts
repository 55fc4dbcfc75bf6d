import type { Route } from '../../kernel/http/route.ts';
import {
  ApiKeyList,
  ApiKeyParams,
  CreateApiKey,
  ListApiKeysQuery,
  NewApiKey,
} from './api-key.contract.ts';

export const keyRoutes = [
  {
    method: 'GET',
    path: '/v1/api-keys',
    summary: 'List the keys of the workspace, newest first',
    right: 'keys.read',
    query: ListApiKeysQuery,
    response: ApiKeyList,
    use: 'listApiKeys',
  },
  {
    method: 'POST',
    path: '/v1/api-keys',
    summary: 'Make a key for a program; it is shown once',
    right: 'keys.change',
    secret: true,
    body: CreateApiKey,
    response: NewApiKey,
    status: 201,
    location: '/v1/api-keys',
    use: 'createApiKey',
  },
  {
    method: 'DELETE',
    path: '/v1/api-keys/{api_key_id}',
    summary: 'Revoke a key, from the next call on',
    right: 'keys.change',
    params: ApiKeyParams,
    status: 204,
    use: 'revokeApiKey',
  },
] as const satisfies readonly Route[];
