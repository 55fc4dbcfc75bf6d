import type { Mixdown } from '../../documents/mixdown.contract.ts';
import type { KeyPicture, Probe } from '../../documents/probe.contract.ts';
import type { FrameTiming } from './frame-timing.ts';

export type VideoTrack = {
  /** Index of the stream in the file. */
  index: number;
  codec: string;
  profile: string;
  width: number;
  height: number;
  /** The size is what pictures are fitted into, in square pixels: they have several. */
  changesSize?: boolean;
  rotation: 0 | 90 | 180 | 270;
  pixelFormat: string;
  /** Width over height of a pixel, such as `4:3`; the container may say it where packets do not. */
  pixelAspect: string;
  interlaced: boolean;
  /** What the file says of its rate, the likeliest first. */
  claimedRates: string[];
  /** From the start of the file, where the original's clock begins. */
  startSeconds: number;
};

export type AudioTrack = {
  index: number;
  /** Among the sound tracks of the original, in its order: people count them from 1. */
  number: number;
  codec: string;
  profile: string;
  sampleRate: number;
  channels: number;
  startSeconds: number;
  /** As the container names it; null where it does not. */
  language: string | null;
  /** For some listeners only: comments, descriptions of the picture, dubs. */
  aside: boolean;
};

/** A media file as its headers describe it, with the one picture and one sound track that we use. */
export type Source = {
  format: string;
  sizeBytes: number;
  /** What the container claims; null where it says nothing. */
  claimedSeconds: number | null;
  /** Whether the container has an index that leads to a frame by its time. */
  seekable: boolean;
  /** Broadcast containers: no index, and time stamps that may jump. They are packed anew first. */
  needsRepack: boolean;
  video: VideoTrack | null;
  /** The default, or else the first. */
  audio: AudioTrack | null;
  /** What else there is to hear. */
  otherAudio: AudioTrack[];
};

/** All sound tracks in the order of the file. */
export const soundTracks = ({ audio, otherAudio }: Source): AudioTrack[] =>
  [...(audio ? [audio] : []), ...otherAudio].sort((a, b) => a.index - b.index);

/** A file that engines can work on: where it lies, and what its headers say. */
export type MediaFile = { path: string; source: Source };

/** What reading the whole file found. */
export type Measured = {
  sourceSeconds: number;
  /** Whether sessions of a recorder that began anew were packed one behind the other. */
  restarted?: boolean;
  mixdown?: Mixdown | undefined;
  timing: FrameTiming | null;
  steadySize?: { width: number; height: number } | null;
  pictureDamaged?: boolean;
  stills?: readonly KeyPicture[];
  hasAudio: boolean;
  loudnessLufs: number | null;
  equalChannels: boolean;
  noiseFloorDbfs: number | null;
  soundShare: number;
};

/** `probe.json`: the headers, corrected by what was measured. */
export function probeOf(source: Source, measured: Measured): Probe {
  return {
    version: 1,
    format: source.format,
    duration_seconds: measured.sourceSeconds,
    size_bytes: source.sizeBytes,
    ...(measured.restarted && { restarted: true }),
    ...(measured.mixdown && { mixdown: measured.mixdown }),
    video: source.video && measured.timing && probeVideo(source.video, measured.timing, measured),
    audio: source.audio && measured.hasAudio ? probeAudio(source.audio, measured) : null,
    loudness_lufs: measured.loudnessLufs,
    noise_floor_dbfs: measured.noiseFloorDbfs,
    sound_share: Math.min(1, measured.soundShare),
  };
}

const probeVideo = (
  video: VideoTrack,
  timing: FrameTiming,
  { steadySize, pictureDamaged, stills }: Measured,
): Probe['video'] => ({
  codec: video.codec,
  width: video.width,
  height: video.height,
  ...(steadySize && { ...steadySize, changes_size: true }),
  rotation: video.rotation,
  frame_rate: timing.rate,
  variable_frame_rate: timing.variable,
  pixel_format: video.pixelFormat,
  start_seconds: timing.startSeconds,
  ...(pictureDamaged && { damaged: true }),
  ...(stills && { key_pictures: stills.map(({ seconds, checksum }) => ({ seconds, checksum })) }),
});

const probeAudio = (audio: AudioTrack, { equalChannels }: Measured): Probe['audio'] => ({
  index: audio.index,
  codec: audio.codec,
  sample_rate: audio.sampleRate,
  channels: audio.channels,
  equal_channels: equalChannels,
  start_seconds: audio.startSeconds,
});
