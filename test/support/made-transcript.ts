import type { Transcript, Word } from '../../src/documents/transcript.contract.ts';
import { segmentWords } from '../../src/speech/segment-words.ts';

type Options = {
  language?: string;
  /** Silence between sentences; says nothing of topics when it is always the same. */
  pauseSeconds?: number;
  secondsPerWord?: number;
  startSeconds?: number;
};

/** A transcript of these texts, spoken evenly, and the second at which each text begins. */
export function madeTranscript(
  texts: readonly string[],
  { language = 'en', pauseSeconds = 0.5, secondsPerWord = 0.4, startSeconds = 1 }: Options = {},
) {
  const words: Word[] = [];
  const starts: number[] = [];
  let at = startSeconds;
  for (const text of texts) {
    starts.push(at);
    for (const word of text.split(/\s+/)) {
      words.push({ text: word, start: at, end: at + secondsPerWord * 0.9 });
      at += secondsPerWord + (/[.!?]$/.test(word) ? pauseSeconds : 0);
    }
  }
  return { transcript: transcriptOf(words, language), starts };
}

export const transcriptOf = (words: Word[], language = 'en'): Transcript => ({
  version: 1,
  provider: 'offline',
  model: 'made',
  language,
  words,
  segments: segmentWords(words),
  cost: { audio_seconds: 0, amount_minor: 0, currency: 'USD' },
});
