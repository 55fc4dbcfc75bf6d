import type { Probe } from '#src/documents/probe.contract.ts';
import { probeOf, type Source } from '#src/media/original/source.ts';

const video = {
  index: 0,
  codec: 'h264',
  profile: 'High',
  width: 1280,
  height: 720,
  rotation: 0 as const,
  pixelFormat: 'yuv420p',
  pixelAspect: '1:1',
  interlaced: false,
  claimedRates: ['25/1'],
  startSeconds: 0,
};
const audio = {
  index: 1,
  number: 1,
  codec: 'aac',
  profile: 'LC',
  sampleRate: 48_000,
  channels: 2,
  startSeconds: 0,
  language: null,
  aside: false,
};

/** What phones, cameras and Zoom mostly send. */
export const SOURCE = {
  format: 'mov,mp4,m4a,3gp,3g2,mj2',
  sizeBytes: 1000,
  claimedSeconds: 60,
  seekable: true,
  needsRepack: false,
  video,
  audio,
  otherAudio: [],
} satisfies Source;

/** The probe of a source with a constant 25 frames a second. */
export const probeFor = (source: Source, sourceSeconds: number): Probe =>
  probeOf(source, {
    sourceSeconds,
    timing: { rate: '25/1', variable: false, startSeconds: 0, endSeconds: sourceSeconds },
    hasAudio: source.audio !== null,
    loudnessLufs: -20,
    equalChannels: false,
    noiseFloorDbfs: -60,
    soundShare: 0.5,
  });
