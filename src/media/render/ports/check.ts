import type { Range } from '../../../documents/ranges.ts';
import type { MediaFile } from '../../original/source.ts';
import type { VideoPart } from '../split-parts.ts';

type Call = { signal: AbortSignal };

/** A stretch of a file to look at. */
export type Window = { startSeconds: number; seconds: number };

/** What a finished file is, as its own headers say. */
export type Output = {
  seconds: number;
  video: {
    seconds: number;
    frames: number;
    width: number;
    height: number;
    pixelAspect: string;
  } | null;
  audio: { seconds: number; sampleRate: number; channels: number } | null;
};

type SoundWindows = MediaFile & {
  channels: number;
  windows: readonly Range[];
  /** No seek is trusted. */
  fromBeginning?: boolean;
};

export type CheckPorts = {
  inspectOutput: (path: string, work: Call) => Promise<Output>;
  /** Throws `engine_failed` if the first or last seconds cannot be decoded cleanly. */
  decodeEnds: (path: string, work: Call) => Promise<void>;
  /** Decodes windows of a result; returns how many frames came out of each. Throws at any complaint. */
  countFrames: (request: Call & { path: string; windows: readonly Window[] }) => Promise<number[]>;
  /** Decodes the frames of a part; equal pictures have equal hashes. */
  hashFrames: (request: MediaFile & Call & { part: VideoPart }) => Promise<string>;
  /** The frames of a part as grey pictures of size `GREY_FRAME`, one behind the other. */
  decodeGreyFrames: (request: MediaFile & Call & { part: VideoPart }) => Promise<Uint8Array>;
  /**
   * Windows of the sound of a file, in seconds of its own clock, mixed down to one channel at
   * `MATCH_RATE`; what it does not have is silence.
   */
  decodeSoundWindows: (request: SoundWindows & Call) => Promise<Float32Array[]>;
};
