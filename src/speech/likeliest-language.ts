import type { LikelyLanguage } from './ports.ts';
import { languageCode } from './remote/language-code.ts';

/** How likely each language is in a piece of sound, by the codes of its engine. */
type Detected = { languages: Readonly<Record<string, number>>; seconds: number };

/** The likeliest language over all pieces, by their lengths; undefined where none has speech. */
export function likeliestLanguage(pieces: readonly Detected[]): LikelyLanguage | undefined {
  const spoken = pieces.filter(({ languages }) => Object.keys(languages).length > 0);
  const total = spoken.reduce((sum, { seconds }) => sum + seconds, 0);
  const sums = new Map<string, number>();
  for (const { languages, seconds } of spoken) {
    for (const [name, probability] of Object.entries(languages)) {
      const language = languageCode(name);
      if (language) sums.set(language, (sums.get(language) ?? 0) + probability * (seconds / total));
    }
  }
  const [best] = [...sums].toSorted(([, a], [, b]) => b - a);
  return best && { language: best[0], probability: best[1] };
}
