import type { Range } from '../documents/ranges.ts';
import type { PictureTimes } from './original/frame-timing.ts';
import type { Source } from './original/source.ts';
import type { Look } from './render/look.ts';
import type { Level } from './render/loudness.ts';
import type { AudioAction, VideoAction } from './render/render-plan.ts';
import type { PacketTable } from './render/smart/packets.ts';
import type { EdgeFormat } from './render/smart/smart-plan.ts';
import type { VideoPart } from './render/split-parts.ts';
import type { Aspect } from './timeline/display-aspect.ts';
import type { FrameGrid } from './timeline/frame-grid.ts';

/** Engines stop at once when the signal aborts, and throw its reason. */
type Work = { signal: AbortSignal };
/** 0 to 1 of this one call. */
type Progress = { progress: (share: number) => void };

/** Called when something could not be decoded and was left out or concealed. */
type Damage = { onDamage: () => void };

/** With a level, encoded sound is brought to it, and its loudness is told if there is any. */
type Levelling = { level?: Level | null; onLoudness?: (lufs: number) => void };

/** A picture taken from the video: its file, when it shows, and 160×90 grey pixels to judge it by. */
export type Still = { path: string; seconds: number; grey: Uint8Array };

export type Reading = {
  /** Raw speech audio, 16 kHz mono 16 bit; null without audio. */
  pcmPath: string | null;
  loudnessLufs: number | null;
  /** Whether the sound has two channels that carry one sound. */
  equalChannels: boolean;
  pictures: PictureTimes | null;
  stills: Still[];
  /** Whether some packets could not be decoded. */
  damaged: boolean;
  /** Whether packets come twice on the clock: their recorder began anew. */
  jumpsBack: boolean;
};

export type ReadRequest = Work &
  Progress & {
    path: string;
    source: Source;
    /** A folder for the PCM and the stills. */
    folder: string;
    stillEverySeconds: number;
    /** Called with each piece of the speech audio as it is decoded. */
    onPcm: (samples: Int16Array) => void;
  };

export type PackRequest = Work & Damage & { path: string; source: Source; target: string };

export type AnalyzePorts = {
  /** The first bytes of a file. */
  readHead: (path: string, bytes: number) => Promise<Uint8Array>;
  /** Reads headers only. Throws `not_media`, `incomplete_media`, `unreadable_media`, `playlist_refused`. */
  inspect: (path: string, work: Work) => Promise<Source>;
  /** Packs the tracks we use, bit by bit but for damaged sound, into a container with an index and steady time stamps. */
  repack: (request: PackRequest) => Promise<void>;
  /** Whether a look at the file's structure tells that its recorder began anew in the middle. */
  tellsRestart: (path: string) => Promise<boolean>;
  /**
   * Packs the sessions of a recorder that began anew one behind the other, on one clock. False
   * where there is one alone, or where they do not fit together.
   */
  joinSessions: (request: PackRequest) => Promise<boolean>;
  /** Reads the whole file once. Throws `unreadable_media`, `engine_failed`. */
  readThrough: (request: ReadRequest) => Promise<Reading>;
  /** Encodes stretches of raw speech audio as FLAC; answers one path per stretch. */
  encodeSpeech: (
    request: Work & { pcmPath: string; folder: string; chunks: readonly Range[] },
  ) => Promise<string[]>;
  /** Puts JPEGs, each made `width` × `height`, in rows on one JPEG at `target`. */
  tileStills: (
    request: Work & {
      paths: readonly string[];
      width: number;
      height: number;
      columns: number;
      target: string;
    },
  ) => Promise<void>;
};

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

export type RenderPorts = {
  inspect: AnalyzePorts['inspect'];
  repack: AnalyzePorts['repack'];
  joinSessions: AnalyzePorts['joinSessions'];
  /** How many encoders run side by side. */
  cores: number;
  /** Packs the tracks anew; copied ones bit by bit. */
  remux: (
    request: Work &
      Progress &
      Levelling & {
        path: string;
        source: Source;
        target: string;
        video: VideoAction;
        audio: AudioAction;
        seconds: number;
      },
  ) => Promise<void>;
  /** Encodes one part of the picture; an edge goes between packets that were copied. */
  encodePart: (
    request: Work &
      Progress &
      Damage & {
        path: string;
        source: Source;
        part: VideoPart;
        target: string;
        edge?: EdgeFormat;
        /** Given: decoded instead of the file; what `splitPackets` made, one behind the other. */
        packets?: readonly string[];
        /** Drawn in the same pass. */
        look?: Look | null;
      },
  ) => Promise<void>;
  /** Reads the packets of the picture without decoding them. */
  scanPackets: (request: Work & { path: string; source: Source }) => Promise<PacketTable>;
  /** Divides the packets of the picture at these numbers, bit by bit; answers a path per stretch. */
  splitPackets: (
    request: Work & { path: string; source: Source; folder: string; before: readonly number[] },
  ) => Promise<string[]>;
  /** Decodes the sound once, passes it through `cut` and encodes what that answers. */
  encodeSound: (
    request: Work &
      Damage &
      Levelling & {
        path: string;
        source: Source;
        target: string;
        sampleRate: number;
        channels: number;
        cut: PcmCut;
      },
  ) => Promise<void>;
  /** Joins encoded parts, and the sound where there is some, without encoding again. */
  join: (
    request: Work & {
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
    },
  ) => Promise<void>;
  /** Decodes windows of a result; answers how many frames came out of each. Throws at any complaint. */
  countFrames: (request: Work & { path: string; windows: readonly Window[] }) => Promise<number[]>;
  /** Decodes the frames of a part; equal pictures have equal answers. */
  hashFrames: (
    request: Work & { path: string; source: Source; part: VideoPart },
  ) => Promise<string>;
  /**
   * Windows of the sound of a file, in seconds of its own clock, mixed down to one channel at
   * `MATCH_RATE`; what it does not have is silence. From the beginning, no seek is trusted.
   */
  hearWindows: (
    request: Work & {
      path: string;
      source: Source;
      channels: number;
      windows: readonly Range[];
      fromBeginning?: boolean;
    },
  ) => Promise<Float32Array[]>;
  /** The frames of a part as grey pictures of size `GLANCE`, one behind the other. */
  glance: (
    request: Work & { path: string; source: Source; part: VideoPart },
  ) => Promise<Uint8Array>;
  inspectOutput: (path: string, work: Work) => Promise<Output>;
  /** Throws `engine_failed` if the first or last seconds cannot be decoded cleanly. */
  decodeEnds: (path: string, work: Work) => Promise<void>;
};

/**
 * Interleaved float samples in, those that stay out, in the same memory where they can be; `finish`
 * gives what is still owed.
 */
export type PcmCut = {
  push: (samples: Float32Array) => Float32Array[];
  finish: () => Iterable<Float32Array>;
};

export type MediaEngine = AnalyzePorts & RenderPorts;
