import type { Channel } from '../../documents/mixdown.contract.ts';
import type { KeyPicture } from '../../documents/probe.contract.ts';
import type { Range } from '../../documents/ranges.ts';
import type { PictureTimes } from './frame-timing.ts';
import type { AudioTrack, MediaFile, Source } from './source.ts';
import type { PictureSize } from './steady-size.ts';

/**
 * A key frame: its file, when it shows, a checksum of all its pixels, and 160×90 grey ones to judge
 * it by.
 */
export type Still = KeyPicture & { path: string; grey: Uint8Array };

export type Reading = {
  /** Raw speech audio, 16 kHz mono 16 bit; null without audio. */
  pcmPath: string | null;
  loudnessLufs: number | null;
  /** Whether the sound has two channels that carry one sound. */
  equalChannels: boolean;
  /** Of two channels that cancel each other out when they are mixed, the louder one. */
  cancelled: Channel | null;
  /** Whether the sound changes its rate or its channels on the way. */
  soundChanges: boolean;
  /** Of the sound that could not be decoded. */
  lostSeconds: number;
  pictures: PictureTimes | null;
  /** Of pictures all along the way, and of the first behind each change. */
  pictureSizes: readonly PictureSize[];
  stills: Still[];
  /** Whether some packets could not be decoded. */
  damaged: boolean;
  /** Whether these were packets of the picture. */
  pictureDamaged: boolean;
  /** Whether packets come twice on the clock: their recorder began anew. */
  jumpsBack: boolean;
};

export type ReadRequest = MediaFile & {
  signal: AbortSignal;
  /** 0 to 1 of this one call. */
  progress: (share: number) => void;
  /** A folder for the PCM and the stills. */
  folder: string;
  stillEverySeconds: number;
  /**
   * Stills are also apart by the time that has passed, divided by this: of a file whose header says
   * nothing of its length, or something wrong, they are no more than some times as many.
   */
  stills: number;
  /** Called with each piece of the speech audio as it is decoded. */
  onPcm: (samples: Int16Array) => void;
};

export type PackRequest = MediaFile & { target: string; signal: AbortSignal };
export type Packed = {
  /** Something could not be decoded and was left out. */
  damaged: boolean;
  /** Of a sound track that was decoded. */
  lostSeconds?: number;
  /** Whether a sound track that was copied changes its rate or its channels on the way. */
  soundChanges?: boolean;
};

/** A sound track of a mix, or one channel of it. */
export type MixedTrack = { track: AudioTrack; channel: Channel | null };

/** Engines stop at once when the signal aborts, and throw its reason. */
export type OpenPorts = {
  /** Reads headers only. Throws `not_media`, `incomplete_media`, `unreadable_media`, `playlist_refused`. */
  inspect: (path: string, work: { signal: AbortSignal }) => Promise<Source>;
  /** Packs the tracks we use, bit by bit but for damaged sound, into a container with an index and steady time stamps. */
  repack: (request: PackRequest) => Promise<Packed>;
  /**
   * Packs the sessions of a recorder that began anew one behind the other, on one clock.
   * Undefined where there is one alone, or where they do not fit together.
   */
  joinSessions: (request: PackRequest) => Promise<Packed | undefined>;
  /** Packs all tracks, the sound decoded and brought to one rate and two channels. */
  steadySound: (request: PackRequest) => Promise<Packed>;
  /** Packs the picture beside one sound, mixed of these tracks. */
  mixSound: (request: PackRequest & { tracks: readonly MixedTrack[] }) => Promise<Packed>;
  /** Removes files of the scratch folder; one that is not there is no error. */
  discard: (paths: readonly string[]) => Promise<void>;
  /** Removes all of the scratch folder but these. */
  keepOnly: (scratch: string, paths: readonly string[]) => Promise<void>;
};

export type MeasurePorts = {
  /** Reads the whole file once. Throws `unreadable_media`, `engine_failed`. */
  readThrough: (request: ReadRequest) => Promise<Reading>;
  /** Stretches of raw speech audio; what lies beyond its ends is silence. */
  readPcm: (path: string, places: readonly Range[]) => Promise<Int16Array[]>;
};

export type OriginalPorts = OpenPorts &
  MeasurePorts & {
    /** The first bytes of a file. */
    readHead: (path: string, bytes: number) => Promise<Uint8Array>;
    /** Whether a look at the file's structure tells that its recorder began anew in the middle. */
    tellsRestart: (path: string) => Promise<boolean>;
  };
