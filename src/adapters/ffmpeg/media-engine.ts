import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { AnalyzePorts } from '../../media/analyze/analyze.ts';
import type { RenderPorts } from '../../media/render/open-render.ts';
import { joinSessions, tellsRestart } from './join/join-sessions.ts';
import { repack, steadySound } from './join/repack.ts';
import { inspect, inspectOutput } from './probe/ffprobe.ts';
import { scanPackets } from './probe/packet-scan.ts';
import { mixSound } from './read/mix-sound.ts';
import { readPcm, readThrough } from './read/read-through.ts';
import { encodeSpeech } from './read/speech-files.ts';
import { tileStills } from './read/tile-stills.ts';
import { decodeEnds, encodePart, join, remux } from './render/render-engine.ts';
import { decodeSamples, decodeWindows } from './render/sample-engine.ts';
import { splitPackets } from './render/smart-engine.ts';
import { encodeSound } from './render/sound-engine.ts';
import { decodeSoundWindows } from './render/sync-engine.ts';
import { discard, keepOnly } from './scratch.ts';

export type MediaEngine = AnalyzePorts & RenderPorts;

type Programs = {
  /** Names on the PATH, or paths. */
  ffmpeg: string;
  ffprobe: string;
  /** Encoders that run side by side; as many as there are cores by default. */
  cores?: number;
};

/** The media engine on ffmpeg: the only thing in the product that starts it. */
export const createMediaEngine = ({
  ffmpeg,
  ffprobe,
  cores = availableParallelism(),
}: Programs): MediaEngine => ({
  cores,
  readHead,
  inspect: inspect(ffprobe),
  inspectOutput: inspectOutput(ffprobe),
  readThrough: readThrough(ffmpeg),
  readPcm,
  encodeSpeech: encodeSpeech(ffmpeg, cores),
  tileStills: tileStills(ffmpeg),
  repack: repack(ffmpeg),
  steadySound: steadySound(ffmpeg),
  mixSound: mixSound(ffmpeg),
  tellsRestart,
  joinSessions: joinSessions({ ffmpeg, ffprobe }),
  remux: remux(ffmpeg),
  encodePart: encodePart(ffmpeg),
  scanPackets: scanPackets(ffmpeg),
  splitPackets: splitPackets(ffmpeg),
  decodeWindows: decodeWindows(ffmpeg),
  decodeSamples: decodeSamples(ffmpeg),
  decodeSoundWindows: decodeSoundWindows(ffmpeg),
  encodeSound: encodeSound(ffmpeg),
  join: join(ffmpeg, ffprobe),
  discard,
  keepOnly,
  decodeEnds: decodeEnds(ffmpeg),
});

async function readHead(path: string, bytes: number) {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
  return buffer.subarray(0, bytesRead);
}
