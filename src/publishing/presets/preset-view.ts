import { toIso } from '../../kernel/clock.ts';
import type { OwnPreset } from './own-preset.ts';
import type { PresetView } from './preset.contract.ts';

export const presetView = (preset: OwnPreset): PresetView => ({
  preset_id: preset.presetId,
  name: preset.name,
  description: preset.description,
  platform: preset.platform,
  credential_id: preset.credentialId,
  preset_metadata: { ...preset.settings },
  is_active: preset.isActive,
  target_count: preset.targetCount,
  version: preset.version,
  created_at: toIso(preset.createdAt),
  updated_at: toIso(preset.updatedAt),
});
