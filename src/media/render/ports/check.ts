import type { Range } from '../../../documents/ranges.ts';
import type { MediaFile } from '../../original/source.ts';
import type { FrameGrid } from '../../timeline/frame-grid.ts';
import type { FrameSpan } from '../../timeline/spans.ts';
import type { VideoPart } from '../split-parts.ts';

type Call = { signal: AbortSignal };

/** As a hash, or as small grey pictures of size `GREY_FRAME`, one behind the other. */
export type Shown = 'hash' | 'grey';

/** Frames of a result that are decoded in one go, by number, and what is wanted of some of them. */
export type PictureWindow = {
  frames: FrameSpan;
  samples: readonly { frames: FrameSpan; as: Shown }[];
};

/** How many frames came out of a window, and the bytes of its samples; equal pictures, equal bytes. */
export type SeenWindow = { count: number; samples: Uint8Array[] };

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
  /** Throws `engine_failed` if the first or last seconds of these tracks cannot be decoded cleanly. */
  decodeEnds: (path: string, work: Call & { tracks: 'all' | 'sound' }) => Promise<void>;
  /** Decodes windows of a result on this grid. Throws at any complaint. */
  decodeWindows: (
    request: MediaFile & Call & { grid: FrameGrid; windows: readonly PictureWindow[] },
  ) => Promise<SeenWindow[]>;
  /** Decodes the frames of parts, shown alike. */
  decodeSamples: (
    request: MediaFile & Call & { samples: readonly { part: VideoPart; as: Shown }[] },
  ) => Promise<Uint8Array[]>;
  /**
   * Windows of the sound of a file, in seconds of its own clock, mixed down to one channel at
   * `MATCH_RATE`; what it does not have is silence.
   */
  decodeSoundWindows: (request: SoundWindows & Call) => Promise<Float32Array[]>;
};
