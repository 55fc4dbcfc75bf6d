import { UNKNOWN_LANGUAGE } from '../documents/language-tag.ts';
import { roundSeconds } from '../documents/round-seconds.ts';
import type { Transcript, Word } from '../documents/transcript.contract.ts';
import type { SpeechPrice } from './ports.ts';
import { segmentWords } from './segment-words.ts';
import { tidyWords } from './tidy-words.ts';

export const FREE: SpeechPrice = { minorPerHour: 0, currency: 'USD' };

type Recognized = {
  provider: Transcript['provider'];
  model: string;
  words: readonly Word[];
  /** What the engine heard, if it says. */
  language?: string | undefined;
  /** What the config asks for. */
  wanted: string;
  audioSeconds: number;
  price: SpeechPrice;
};

/** Words of any engine as the transcript that all later stages read. */
export async function buildTranscript(recognized: Recognized): Promise<Transcript> {
  const words = tidyWords(recognized.words);
  return {
    version: 1,
    provider: recognized.provider,
    model: recognized.model,
    language: recognized.language ?? (await guessed(words)) ?? requestedLanguage(recognized.wanted),
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

/** Loaded only where nobody else says it: the tables of letters are larger than the rest together. */
async function guessed(words: readonly Word[]) {
  const { guessLanguage } = await import('./guess-language.ts');
  return guessLanguage(words.map(({ text }) => text));
}

const requestedLanguage = (wanted: string) => (wanted === 'auto' ? UNKNOWN_LANGUAGE : wanted);
