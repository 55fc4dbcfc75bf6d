import { characters } from '../../../publishing/metadata/fit-text.ts';
import type { PlatformLimits } from '../../../publishing/metadata/platform-text.ts';

/** Our own pages would show any text; these lengths are what people still read. */
export const LIBRARY_LIMITS: PlatformLimits = {
  title: { most: 500, measure: characters },
  description: { most: 20_000, measure: characters },
};
