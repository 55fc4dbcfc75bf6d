import { UNKNOWN_LANGUAGE } from '../documents/language-tag.ts';
import { roundSeconds } from '../documents/round-seconds.ts';
import type { Transcript, Word } from '../documents/transcript.contract.ts';
import type { SpeechPrice } from './ports.ts';
import { segmentWords } from './segment-words.ts';
import { tidyWords } from './tidy-words.ts';
import { meanConfidence } from './trust-words.ts';

export const FREE: SpeechPrice = { minorPerHour: 0, currency: 'USD' };

type Recognized = {
  provider: Transcript['provider'];
  model: string;
  words: readonly Word[];
  /** What the engine heard, if it says. */
  language?: string | undefined;
  /** How likely that is, if it says. */
  languageProbability?: number | undefined;
  /** Below this nobody can trust the words. */
  leastConfidence?: number | undefined;
  /** Whether something was said, also where no words are left of it. */
  hasSpeech?: boolean | undefined;
  /** What the config asks for. */
  wanted: string;
  audioSeconds: number;
  price: SpeechPrice;
};

/**
 * Words of any engine as the transcript that all later stages read. Words below the floor of their
 * engine are left out. Without words there is no language either: all that is known is whether
 * somebody spoke, and how unsure the engine was.
 */
export async function buildTranscript(recognized: Recognized): Promise<Transcript> {
  const confidence = meanConfidence(recognized.words);
  const isDoubtful = (confidence ?? 1) < (recognized.leastConfidence ?? 0);
  const words = isDoubtful ? [] : tidyWords(recognized.words);
  const isEmpty = words.length === 0;
  const language = isEmpty ? undefined : (recognized.language ?? (await guessed(words)));
  const probability = isEmpty ? undefined : recognized.languageProbability;
  const wasHeard = isDoubtful || recognized.hasSpeech;
  return {
    version: 1,
    provider: recognized.provider,
    model: recognized.model,
    language: language ?? requestedLanguage(recognized.wanted),
    ...(probability !== undefined && { language_probability: roundShare(probability) }),
    ...(confidence !== undefined && { confidence: roundShare(confidence) }),
    ...(isEmpty && wasHeard && { not_understood: true }),
    words,
    segments: segmentWords(words),
    cost: {
      audio_seconds: roundSeconds(recognized.audioSeconds),
      amount_minor: costOf(recognized),
      currency: recognized.price.currency,
    },
  };
}

/** Whole minor units, rounded up, but not for the last digit of a float: 1.1 hours at 100 are 110. */
const costOf = ({ audioSeconds, price }: Recognized) =>
  Math.ceil(Number(((audioSeconds * price.minorPerHour) / 3600).toFixed(6)));

/** Enough digits to compare by. */
const roundShare = (share: number) => Math.round(share * 1000) / 1000;

/** Loaded only where nobody else says it: the tables of letters are larger than the rest together. */
async function guessed(words: readonly Word[]) {
  const { guessLanguage } = await import('./guess-language.ts');
  return guessLanguage(words.map(({ text }) => text));
}

const requestedLanguage = (wanted: string) => (wanted === 'auto' ? UNKNOWN_LANGUAGE : wanted);
