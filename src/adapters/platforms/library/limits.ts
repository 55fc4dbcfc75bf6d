import { characters } from '../../../publishing/metadata/fit-text.ts';
import type { PlatformLimits } from '../../../publishing/metadata/platform-text.ts';

/** Our own pages would show any text; these lengths are what people still read. */
/** A single chapter says no more than the title. */
export const FEWEST_CHAPTERS = 2;

export const LIBRARY_LIMITS: PlatformLimits = {
  title: { most: 500, measure: characters },
  description: { most: 20_000, measure: characters },
};

/** The watch page has a list of chapters; lists and feeds have only the description. */
export const PAGE_LIMITS: PlatformLimits = {
  ...LIBRARY_LIMITS,
  listsChaptersFrom: FEWEST_CHAPTERS,
};
