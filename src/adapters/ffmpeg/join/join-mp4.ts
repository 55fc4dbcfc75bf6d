import { writeFile } from 'node:fs/promises';
import { placeSessions, type SessionTimes } from '../../../media/original/place-sessions.ts';
import type { Packed, PackRequest } from '../../../media/original/ports.ts';
import type { Source } from '../../../media/original/source.ts';
import { readLimits } from '../engine-limits.ts';
import {
  QUIET,
  SLICE_PROTOCOLS,
  type Slice,
  sliceUrl,
  untrustedInput,
  untrustedParts,
} from '../input-args.ts';
import type { ProbedStream } from '../probe/ffprobe.contract.ts';
import { inspectHeaders } from '../probe/ffprobe.ts';
import { createPacketTable } from '../probe/packet-table.ts';
import { runEngine } from '../run-engine.ts';
import { findSlices } from './mp4-slices.ts';
import { packArgs } from './repack.ts';

type Programs = { ffmpeg: string; ffprobe: string };

/** Parts of a file that are MP4 files themselves, one behind the other. */
export async function joinMp4(
  { ffmpeg, ffprobe }: Programs,
  request: PackRequest,
): Promise<Packed | undefined> {
  const { path, source, target, signal } = request;
  const slices = await findSlices(path);
  if (slices.length < 2) return undefined;
  const tracks = new Set<string>();
  const sessions: SessionTimes[] = [];
  for (const slice of slices) {
    const { streams } = await inspectHeaders(ffprobe)(slice, { signal });
    tracks.add(JSON.stringify(streams.map(decodedAs)));
    if (tracks.size > 1) return undefined;
    sessions.push(await measure(ffmpeg, slice, source, signal));
  }
  const listPath = `${target}.ffconcat`;
  await writeFile(listPath, sliceList(slices, placeSessions(sessions)));
  const args = joinPartsArgs({ listPath, source, target });
  await runEngine({ program: ffmpeg, args, signal, limits: readLimits(source) });
  return { damaged: false };
}

type Parts = { listPath: string; source: Source; target: string };
/** Into MP4 again, whose stamps are as fine and tell when packets are decoded, too. */
export const joinPartsArgs = ({ listPath, source, target }: Parts) =>
  packArgs({ input: untrustedParts(listPath), source, container: 'mov', target });

/** One decoder can go on with what is alike in this; ffmpeg also wants stamps in one unit. */
const decodedAs = (stream: ProbedStream) => [
  ...[stream.codec_type, stream.codec_name, stream.time_base],
  ...[stream.width, stream.height, stream.pix_fmt, stream.side_data_list],
  ...[stream.sample_rate, stream.channels],
];

const PIPES = { picture: 3, sound: 4 } as const;

export const measureArgs = (slice: Slice, { video, audio }: Source) => {
  const tell = (track: { index: number } | null, pipe: number) =>
    track ? ['-map', `0:${track.index}`, '-c', 'copy', '-f', 'framecrc', `pipe:${pipe}`] : [];
  const outputs = [...tell(video, PIPES.picture), ...tell(audio, PIPES.sound)];
  return [...QUIET, ...untrustedInput(slice), ...outputs];
};

/** Reads all packets, as headers of live recordings do not tell how long they are. */
async function measure(program: string, slice: Slice, source: Source, signal: AbortSignal) {
  const picture = source.video && createPacketTable();
  const sound = source.audio && createPacketTable();
  const outputs = { [PIPES.picture]: picture?.read, [PIPES.sound]: sound?.read };
  const limits = readLimits(source);
  await runEngine({ program, args: measureArgs(slice, source), signal, limits, outputs });
  return { picture: picture?.times() ?? null, sound: sound?.times() ?? null };
}

/** No part of a customer's file may be of another kind than it was when it was looked into. */
const PART_OPTIONS = [
  'option format_whitelist mov',
  `option protocol_whitelist ${SLICE_PROTOCOLS}`,
];

/** A part's length is up to where the next begins. */
export const sliceList = (slices: readonly Slice[], startSeconds: readonly number[]) =>
  [
    'ffconcat version 1.0',
    ...slices.flatMap((slice, at) => {
      const next = startSeconds[at + 1];
      const seconds = next === undefined ? undefined : next - (startSeconds[at] ?? 0);
      return [
        `file '${sliceUrl(slice).replaceAll("'", "'\\''")}'`,
        ...PART_OPTIONS,
        ...(seconds === undefined ? [] : [`duration ${seconds.toFixed(6)}`]),
      ];
    }),
    '',
  ].join('\n');
