import type { MediaEngine } from '#src/adapters/ffmpeg/media-engine.ts';
import type { Output } from '#src/media/render/ports/check.ts';
import { SOURCE } from './source.ts';

export const GOOD: Output = {
  seconds: 60,
  video: { seconds: 60, frames: 1500, width: 1280, height: 720, pixelAspect: '1:1' },
  audio: { seconds: 60, sampleRate: 48_000, channels: 2 },
};
export const SHORT: Output = { ...GOOD, seconds: 31 };
export const ENCODED = { damaged: false, loudnessLufs: null };
const nothing = async () => undefined;

/** An engine whose finished files are these, one after the other. */
export function fakeEngine(outputs: Output[], more: Partial<MediaEngine> = {}) {
  const calls: string[] = [];
  const note =
    <Result>(name: string, result: Result) =>
    async () => {
      calls.push(name);
      return result;
    };
  const ports: MediaEngine = {
    cores: 2,
    readHead: async () => new Uint8Array(0),
    inspect: async () => SOURCE,
    repack: async () => ({ damaged: false }),
    steadySound: async () => ({ damaged: false }),
    mixSound: async () => ({ damaged: false }),
    readPcm: async () => [],
    tellsRestart: async () => false,
    joinSessions: nothing,
    readThrough: async () => Promise.reject(new Error('not read here')),
    encodeSpeech: async () => [],
    tileStills: nothing,
    remux: note('remux', { loudnessLufs: null }),
    encodePart: note('part', { damaged: false }),
    encodeSound: note('sound', ENCODED),
    join: note('join', undefined),
    scanPackets: async () => ({
      shownSeconds: [],
      starts: new Set(),
      hidden: new Set(),
      keyPictures: [],
      trouble: null,
    }),
    splitPackets: async () => [],
    decodeWindows: async ({ windows }) =>
      windows.map(({ frames, samples }) => ({
        count: frames.to - frames.from,
        samples: samples.map(() => new Uint8Array(0)),
      })),
    decodeSamples: async ({ samples }) => samples.map(() => new Uint8Array(0)),
    decodeSoundWindows: async () => [],
    inspectOutput: async () => outputs.shift() ?? SHORT,
    decodeEnds: nothing,
    discard: nothing,
    keepOnly: nothing,
    ...more,
  };
  return { ports, calls };
}
