import type { UseCases } from '../../kernel/http/use-cases.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import type { KeyDeps } from './ports.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import type { keyRoutes } from './routes.ts';

/** Which use case answers each route of API keys. */
export const keyUseCases = (deps: KeyDeps): UseCases<typeof keyRoutes> => ({
  listApiKeys: (caller, page) => listApiKeys(deps)(caller, page),
  createApiKey: (caller, input, request) => createApiKey(deps)(caller, input, request),
  revokeApiKey: (caller, { api_key_id }, request) =>
    revokeApiKey(deps)(caller, api_key_id, request),
});
