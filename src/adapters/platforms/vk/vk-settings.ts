import type { z } from 'zod';
import { SETTINGS } from '../../../publishing/presets/settings.contract.ts';

export type VkSettings = z.infer<typeof SETTINGS.vk>;

/** As stored with the preset, with defaults for what a newer version added. */
export const vkSettings = (stored: Readonly<Record<string, unknown>>): VkSettings =>
  SETTINGS.vk.parse(stored);
