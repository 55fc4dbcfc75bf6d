import type { MediaFile } from '../../original/source.ts';
import type { Aspect } from '../../timeline/display-aspect.ts';
import type { FrameGrid } from '../../timeline/frame-grid.ts';
import type { Look } from '../look.ts';
import type { Level } from '../loudness.ts';
import type { SeamHashes } from '../seams.ts';
import type { VideoPart } from '../split-parts.ts';

/** Engines stop at once when the signal aborts, and throw its reason. */
type Call = { signal: AbortSignal };
/** 0 to 1 of this one call. */
type Progress = { progress: (share: number) => void };

export type Encoded = {
  /** Whether something could not be decoded and was left out or concealed. */
  damaged: boolean;
  /** Of sound that was brought to a level; null where it was not, or is silence. */
  loudnessLufs: number | null;
};

/** Of a part that has a seam, what its frames were decoded to. */
export type EncodedPart = { damaged: boolean; seam?: SeamHashes | undefined };

/** What happens to a track: passed bit by bit, encoded anew, or not there. */
export type VideoAction = 'copy' | 'encode' | 'none';
export type AudioAction = VideoAction;

/** What encoded edges must have in common with the packets beside them. */
export type EdgeFormat = { profile: string };
/** Several edges in a row, each with so many frames and a file of its own. */
export type EdgesFormat = EdgeFormat & { lengths: readonly number[] };

export type RemuxRequest = MediaFile & {
  target: string;
  video: VideoAction;
  audio: AudioAction;
  seconds: number;
  /** Encoded sound is brought to it. */
  level: Level | null;
};

export type PartRequest = MediaFile & {
  part: VideoPart;
  /** Of edges a pattern, with `%d` for the number of each. */
  target: string;
  edge?: EdgesFormat | undefined;
  /** Given: decoded instead of the file; what `splitPackets` made, one behind the other. */
  packets?: readonly string[] | undefined;
  /** Drawn in the same pass. */
  look?: Look | null | undefined;
};

/**
 * Interleaved float samples in, those that stay out, in the same memory where they can be; `finish`
 * gives what is still owed.
 */
export type PcmCut = {
  push: (samples: Float32Array) => Float32Array[];
  finish: () => Iterable<Float32Array>;
};

export type SoundRequest = MediaFile & {
  target: string;
  sampleRate: number;
  channels: number;
  cut: PcmCut;
  level: Level | null;
};

export type JoinRequest = {
  folder: string;
  parts: readonly { path: string; seconds: number }[];
  sound: string | null;
  grid: FrameGrid;
  target: string;
  /** Given: packets get new time stamps, a frame apart, decoded this many frames ahead. */
  reorderFrames?: number;
  /** Given: written to the header, whatever packets say. */
  aspect?: Aspect;
  /** Given: parts, the first of all before others, whose parameter sets the header holds for all. */
  parametersOf?: readonly string[];
};

export type EncodePorts = {
  /** How many encoders run side by side. */
  cores: number;
  /** Packs the tracks anew; copied ones bit by bit. */
  remux: (request: RemuxRequest & Call & Progress) => Promise<Pick<Encoded, 'loudnessLufs'>>;
  /** Encodes one part of the picture; an edge goes between packets that were copied. */
  encodePart: (request: PartRequest & Call & Progress) => Promise<EncodedPart>;
  /** Decodes the sound once, passes it through `cut` and encodes what that returns. */
  encodeSound: (request: SoundRequest & Call) => Promise<Encoded>;
  /** Joins encoded parts, and the sound where there is some, without encoding again. */
  join: (request: JoinRequest & Call) => Promise<void>;
};
