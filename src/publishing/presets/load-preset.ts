import { AppError } from '../../kernel/errors.ts';
import type { OwnPreset, PresetKey } from './own-preset.ts';
import type { OwnPresets } from './ports.ts';

/** @throws not_found for unknown and foreign ones alike */
export async function loadPreset(
  presets: Pick<OwnPresets, 'find'>,
  key: PresetKey,
): Promise<OwnPreset> {
  const preset = await presets.find(key);
  if (!preset) throw new AppError('not_found', 'No such preset.');
  return preset;
}
