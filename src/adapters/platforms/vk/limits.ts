import { characters } from '../../../publishing/metadata/fit-text.ts';
import type { PlatformLimits } from '../../../publishing/metadata/platform-text.ts';

/** Of `video.save`: longer titles are cut there without a word. It makes no chapters of times. */
export const VK_LIMITS: PlatformLimits = {
  title: { most: 128, measure: characters },
  description: { most: 5000, measure: characters },
};
