import { mostSpoken, spokenSeconds } from './most-spoken.ts';
import type { LikelyLanguage, RecognizedClip } from './ports.ts';

/**
 * The language spoken longest, and how likely it is: by what the first minutes said where they said
 * the same, else by the clips in it.
 */
export function recordingLanguage(
  recognized: readonly RecognizedClip[],
  detected: LikelyLanguage | undefined,
): { language: string | undefined; languageProbability?: number } {
  const language = mostSpoken(recognized);
  if (!language) return { language };
  if (detected?.language === language)
    return { language, languageProbability: detected.probability };
  const own = recognized.flatMap(({ languageProbability: probability, ...clip }) =>
    clip.language === language && probability !== undefined
      ? [{ probability, seconds: spokenSeconds(clip.words) }]
      : [],
  );
  const seconds = own.reduce((sum, clip) => sum + clip.seconds, 0);
  if (seconds === 0) return { language };
  const sum = own.reduce((total, clip) => total + clip.probability * clip.seconds, 0);
  return { language, languageProbability: sum / seconds };
}
