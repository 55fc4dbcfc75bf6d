import type { PlatformLimits } from '../../publishing/metadata/platform-text.ts';
import type { PreviewPlatform } from '../../publishing/metadata/preview-platforms.ts';
import { LIBRARY_LIMITS } from './library/limits.ts';
import { VK_LIMITS } from './vk/limits.ts';
import { YOUTUBE_LIMITS } from './youtube/limits.ts';

/** What each platform takes as title and description, for previews. */
export const TEXT_LIMITS: Readonly<Record<PreviewPlatform, PlatformLimits>> = {
  library: LIBRARY_LIMITS,
  youtube: YOUTUBE_LIMITS,
  vk: VK_LIMITS,
};
