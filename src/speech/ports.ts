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
export type SpeechRequest = {
  language: string;
  prompt: string;
  /** With `auto`: what most of the recording is in, for clips that do not say it clearly. */
  likelyLanguage?: string | undefined;
};

/** A language (ISO 639-1) and how likely it is, 0 to 1. */
export type LikelyLanguage = { language: string; probability: number };

/** Words in seconds from the start of the clip; `language` (ISO 639-1) where the engine says. */
export type RecognizedClip = {
  words: Word[];
  language?: string | undefined;
  /** How likely that is, where the engine found it out. */
  languageProbability?: number;
  /** Something was said, or taken for it, also where no word of it could be kept. */
  hasSpeech?: boolean;
};

/** What an hour of audio costs, in minor units of the currency (cents). */
export type SpeechPrice = { minorPerHour: number; currency: string };

/**
 * Joins speech audio into one FLAC at `target`, each part padded with silence to its `seconds`.
 * Exact to the sample. Throws `engine_failed`.
 */
export type JoinSpeech = (request: {
  parts: readonly { path: string; seconds: number }[];
  target: string;
  signal: AbortSignal;
}) => Promise<void>;

/**
 * A speech engine. `transcribe` repeats its own passing failures and then throws a `StageError`;
 * an aborted signal stops it.
 */
export type SpeechEngine = {
  model: string;
  /** The only languages it knows; left out where it knows many. */
  languages?: readonly string[];
  /** Words that are less sure than this in the mean are not worth reading. */
  leastConfidence?: number;
  /** Hears better with more around: chunks go to it as clips of up to so long, joined so. */
  joins?: { seconds: number; join: JoinSpeech };
  /** Clips it may work on at the same time. */
  parallel: number;
  price: SpeechPrice;
  transcribe: (
    clip: SpeechClip,
    request: SpeechRequest,
    signal: AbortSignal,
  ) => Promise<RecognizedClip>;
  /** The language of most of these clips, where the engine can tell before it writes. */
  detectLanguage?: (
    clips: readonly SpeechClip[],
    signal: AbortSignal,
  ) => Promise<LikelyLanguage | undefined>;
  /** Ends what it keeps running between clips. */
  close?: () => Promise<void>;
};
