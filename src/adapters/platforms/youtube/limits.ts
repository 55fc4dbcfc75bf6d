import { bytes, characters } from '../../../publishing/metadata/fit-text.ts';
import type { PlatformLimits } from '../../../publishing/metadata/platform-text.ts';

/** Of its Data API and, for chapters, of its help pages. */
export const YOUTUBE_LIMITS: PlatformLimits = {
  title: { most: 100, measure: characters },
  description: { most: 5000, measure: bytes },
  refusesAngleBrackets: true,
  chapters: { least: 3, shortestSeconds: 10 },
};
