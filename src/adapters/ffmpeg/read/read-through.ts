import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Range } from '../../../documents/ranges.ts';
import type { Reading, ReadRequest } from '../../../media/original/ports.ts';
import { refuseRate } from '../../../media/original/refuse-beyond.ts';
import { createAligner, SPEECH_RATE } from '../../../media/sound/pcm.ts';
import { GREY_SIZE } from '../../../media/stills/choose-thumbnails.ts';
import { readLimits } from '../engine-limits.ts';
import { createPacketTable } from '../probe/packet-table.ts';
import { shareOf } from '../progress.ts';
import { createReadLog } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { canBeOneSound, createChannelComparison } from './compare-channels.ts';
import { READ_PIPES, readArgs } from './read-args.ts';
import { watchHoles } from './watch-holes.ts';

const GREY_BYTES = GREY_SIZE.width * GREY_SIZE.height;

/** Runs the one command that reads the whole file, and gathers all its outputs as they stream. */
export const readThrough =
  (ffmpeg: string) =>
  async (request: ReadRequest): Promise<Reading> => {
    const { source, folder, signal } = request;
    const pcmPath = source.audio ? `${folder}/speech-${source.audio.index}.pcm` : null;
    const packets = createPacketTable({ keeps: source.video !== null, refuse: refuseRate });
    const greys: Uint8Array[] = [];
    const channels = createChannelComparison(source.audio?.sampleRate ?? 0);
    const log = createReadLog(source.video);
    const refuseLongHole = watchHoles(source.audio);
    await runEngine({
      program: ffmpeg,
      args: readArgs({ ...request, stillPattern: `${folder}/still-%05d.jpg` }),
      signal,
      limits: readLimits(source, source.video),
      onLogLine: line => {
        log.line(line);
        refuseLongHole(line);
      },
      onProgress: ({ seconds }) => request.progress(shareOf(seconds, source.claimedSeconds ?? 0)),
      outputs: {
        [READ_PIPES.pcm]: pcmPath ? keepPcm(pcmPath, request.onPcm) : undefined,
        [READ_PIPES.grey]: source.video ? collectGreys(greys) : undefined,
        [READ_PIPES.packets]: packets.read,
        [READ_PIPES.channels]: canBeOneSound(source.audio) ? channels.read : undefined,
      },
    });
    const stills = log.shown.map(({ seconds, checksum }, index) => ({
      path: `${folder}/still-${String(index + 1).padStart(5, '0')}.jpg`,
      ...{ seconds, checksum },
      grey: greys[index] ?? new Uint8Array(GREY_BYTES),
    }));
    return {
      pcmPath,
      loudnessLufs: log.loudness(),
      equalChannels: channels.areEqual(),
      cancelled: channels.cancelled(),
      soundChanges: log.soundChanges(),
      lostSeconds: log.lostSeconds(),
      pictures: source.video ? packets.times() : null,
      pictureSizes: log.pictureSizes(source.video?.rotation ?? 0),
      stills: stills.slice(0, greys.length),
      damaged: log.damaged() || packets.jumpsBack(),
      pictureDamaged: log.pictureDamaged(),
      jumpsBack: packets.jumpsBack(),
    };
  };

/** Measures the sound as it streams by, and keeps it on disk: hours of it do not fit in memory. */
const keepPcm = (path: string, onPcm: ReadRequest['onPcm']) => async (stream: Readable) => {
  const align = createAligner(2);
  await using file = await open(path, 'w');
  for await (const chunk of stream) {
    const whole = align(chunk);
    onPcm(new Int16Array(whole));
    await file.write(new Uint8Array(whole));
  }
};

const collectGreys = (greys: Uint8Array[]) => async (stream: Readable) => {
  let rest = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= GREY_BYTES) {
      greys.push(Uint8Array.from(rest.subarray(0, GREY_BYTES)));
      rest = rest.subarray(GREY_BYTES);
    }
  }
};

const SAMPLE_BYTES = Int16Array.BYTES_PER_ELEMENT;

/** Stretches of what `keepPcm` kept. */
export async function readPcm(path: string, places: readonly Range[]): Promise<Int16Array[]> {
  await using file = await open(path);
  const excerpts: Int16Array[] = [];
  for (const { start, end } of places) {
    const [from, to] = [start, end].map(seconds => Math.round(seconds * SPEECH_RATE));
    const samples = new Int16Array((to ?? 0) - (from ?? 0));
    const before = Math.max(0, -(from ?? 0));
    await file.read(samples.subarray(before), {
      position: ((from ?? 0) + before) * SAMPLE_BYTES,
    });
    excerpts.push(samples);
  }
  return excerpts;
}
