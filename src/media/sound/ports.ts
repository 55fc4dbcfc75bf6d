import type { Range } from '../../documents/ranges.ts';

export type SpeechPorts = {
  /** Encodes stretches of raw speech audio as FLAC; returns one path per stretch. */
  encodeSpeech: (request: {
    pcmPath: string;
    folder: string;
    chunks: readonly Range[];
    signal: AbortSignal;
  }) => Promise<string[]>;
  /** Removes files of the scratch folder; one that is not there is no error. */
  discard: (paths: readonly string[]) => Promise<void>;
};
