import type { z } from 'zod';
import { SETTINGS } from '../../../publishing/presets/settings.contract.ts';

export type YouTubeSettings = z.infer<typeof SETTINGS.youtube>;

/** As stored with the preset, with defaults for what a newer version added. */
export const youTubeSettings = (stored: Readonly<Record<string, unknown>>): YouTubeSettings =>
  SETTINGS.youtube.parse(stored);
