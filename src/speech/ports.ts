import type { Range } from '../documents/ranges.ts';
import type { Word } from '../documents/transcript.contract.ts';

/** One piece of speech audio on this machine's disk. */
export type SpeechClip = {
  path: string;
  name: string;
  durationSeconds: number;
  /** Where it has sound, in seconds of its own, if that was measured. */
  sound?: readonly Range[];
};

/** What the engine should know beforehand. `auto` lets the engine find the language. */
export type SpeechRequest = { language: string; prompt: string };

/** Words in seconds from the start of the clip; `language` (ISO 639-1) where the engine says. */
export type RecognizedClip = { words: Word[]; language?: string | undefined };

/** What an hour of audio costs, in minor units of the currency (cents). */
export type SpeechPrice = { minorPerHour: number; currency: string };

/**
 * A speech engine. `transcribe` repeats its own passing failures and then throws a `StageError`;
 * an aborted signal stops it.
 */
export type SpeechEngine = {
  model: string;
  /** The only languages it knows; left out where it knows many. */
  languages?: readonly string[];
  /** Whether its words come without capitals and full stops. */
  isPlain?: boolean;
  /** Clips it may work on at the same time. */
  parallel: number;
  price: SpeechPrice;
  transcribe: (
    clip: SpeechClip,
    request: SpeechRequest,
    signal: AbortSignal,
  ) => Promise<RecognizedClip>;
};
