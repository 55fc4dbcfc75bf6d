import { optionalIso, toIso } from '../kernel/clock.ts';
import type { SourceView } from './source.contract.ts';
import type { Source } from './source.ts';

export const sourceView = (source: Source): SourceView => ({
  source_id: source.sourceId,
  name: source.name,
  description: source.description,
  platform: source.platform,
  credential_id: source.credentialId,
  config: { ...source.settings },
  is_active: source.isActive,
  last_sync_at: optionalIso(source.lastSyncAt),
  version: source.version,
  created_at: toIso(source.createdAt),
  updated_at: toIso(source.updatedAt),
});
