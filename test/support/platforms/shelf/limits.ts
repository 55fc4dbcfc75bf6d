import { bytes, characters } from '../../../../src/publishing/metadata/fit-text.ts';
import type { PlatformLimits } from '../../../../src/publishing/metadata/platform-text.ts';

/** Narrow, so that texts which nobody cut are refused. */
export const SHELF_LIMITS: PlatformLimits = {
  title: { most: 40, measure: characters },
  description: { most: 200, measure: bytes },
  refusesAngleBrackets: true,
};
