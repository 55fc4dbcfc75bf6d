import { roundSeconds } from '../documents/round-seconds.ts';
import type { Transcript, Word } from '../documents/transcript.contract.ts';
import { guessLanguage } from './guess-language.ts';
import type { SpeechPrice } from './ports.ts';
import { segmentWords } from './segment-words.ts';
import { tidyWords } from './tidy-words.ts';

/** ISO 639-2 for "undetermined". */
export const UNKNOWN_LANGUAGE = 'und';

export const FREE: SpeechPrice = { minorPerHour: 0, currency: 'USD' };

type Heard = {
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
export function buildTranscript(heard: Heard): Transcript {
  const words = tidyWords(heard.words);
  return {
    version: 1,
    provider: heard.provider,
    model: heard.model,
    language: heard.language ?? guessed(words) ?? asked(heard.wanted),
    words,
    segments: segmentWords(words),
    cost: {
      audio_seconds: roundSeconds(heard.audioSeconds),
      amount_minor: costOf(heard),
      currency: heard.price.currency,
    },
  };
}

/** Whole minor units, rounded up, but not for the last digit of a float: 1.1 hours at 100 are 110. */
const costOf = ({ audioSeconds, price }: Heard) =>
  Math.ceil(Number(((audioSeconds * price.minorPerHour) / 3600).toFixed(6)));

const guessed = (words: readonly Word[]) => guessLanguage(words.map(({ text }) => text));

const asked = (wanted: string) => (wanted === 'auto' ? UNKNOWN_LANGUAGE : wanted);
