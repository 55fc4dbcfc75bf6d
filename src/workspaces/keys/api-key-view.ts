import { optionalIso, toIso } from '../../kernel/clock.ts';
import type { ApiKeyView } from './api-key.contract.ts';
import type { ApiKey } from './api-key.ts';

export const apiKeyView = (key: ApiKey): ApiKeyView => ({
  id: key.keyId,
  name: key.name,
  scopes: [...key.scopes],
  last_four: key.lastFour,
  created_by: key.createdBy,
  created_at: toIso(key.createdAt),
  expires_at: optionalIso(key.endsAt),
  last_used_at: optionalIso(key.lastUsedAt),
});
