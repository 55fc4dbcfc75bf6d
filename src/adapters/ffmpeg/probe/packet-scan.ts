import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { PacketTable, SmartPorts } from '../../../media/render/ports/smart.ts';
import { readLimits } from '../engine-limits.ts';
import { QUIET, untrustedInput } from '../input-args.ts';
import { createReadLog } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';

/** Bits in the flags of a packet: corrupt, and decoded but not shown. */
const [CORRUPT, HIDDEN] = [2, 4];
const NO_STAMP = -9e18;
const PIPES = { all: 1, starts: 3, parameters: 4 } as const;
/** By kinds of NAL units: pictures that reset the decoder, and sequence and picture parameters. */
const IDR_UNITS = 'filter_units=pass_types=5';
const PARAMETER_UNITS = 'h264_mp4toannexb,filter_units=pass_types=7-8';
const KEY_FRAMES = ['-threads', '1', '-skip_frame:v', 'nokey'];
/** What is decoded, frame by frame. */
const toldInLog = (index: number) => [
  ...['-map', `0:${index}`, '-vf', 'showinfo', '-fps_mode', 'passthrough', '-f', 'null', '-'],
];

/**
 * Every packet of the picture three times in one read: as it is, its IDR slices alone, its
 * parameter sets alone. Splitting the units on the way also finds most damage. Parameter sets are
 * those of packets that are divided into files: key frames without any carry the header's.
 */
export const scanArgs = (path: string, index: number, decodesKeyFrames = false) => {
  const copy = ['-map', `0:${index}`, '-c', 'copy'];
  const only = (filters: string) => ['-bsf:v', filters];
  return [
    ...[...QUIET, ...(decodesKeyFrames ? KEY_FRAMES : []), ...untrustedInput(path)],
    ...[...copy, '-f', 'framecrc', `pipe:${PIPES.all}`],
    ...[...copy, ...only(IDR_UNITS), '-f', 'framecrc', `pipe:${PIPES.starts}`],
    ...[...copy, ...only(PARAMETER_UNITS), '-f', 'framecrc', `pipe:${PIPES.parameters}`],
    ...(decodesKeyFrames ? toldInLog(index) : []),
  ];
};

type Packet = { dts: number; pts: number; checksum: string; flags: number };

export const scanPackets =
  (ffmpeg: string): SmartPorts['scanPackets'] =>
  async ({ path, source, signal, decodesKeyFrames }) => {
    const shownSeconds: number[] = [];
    const decoded: number[] = [];
    const hidden = new Set<number>();
    const startStamps = new Set<number>();
    const parameters = new Set<string>();
    let corrupt = false;
    const onPacket = ({ dts, pts, flags }: Packet, tick: number) => {
      if (flags & HIDDEN) hidden.add(decoded.length);
      corrupt ||= (flags & CORRUPT) !== 0;
      decoded.push(dts);
      shownSeconds.push(pts > NO_STAMP ? pts * tick : Number.NaN);
    };
    const log = createReadLog();
    await runEngine({
      program: ffmpeg,
      args: scanArgs(path, source.video?.index ?? 0, decodesKeyFrames),
      signal,
      limits: readLimits(source),
      onLogLine: log.line,
      outputs: {
        [PIPES.all]: readPackets(onPacket),
        [PIPES.starts]: readPackets(({ dts }) => startStamps.add(dts)),
        [PIPES.parameters]: readPackets(({ checksum }) => parameters.add(checksum)),
      },
    });
    const starts = decoded.flatMap((dts, packet) => (startStamps.has(dts) ? [packet] : []));
    const damaged = corrupt || log.damaged();
    return {
      shownSeconds,
      starts: new Set(starts),
      hidden,
      keyPictures: log.shown,
      trouble: troubleOf(damaged, parameters.size > 1),
    };
  };

function troubleOf(damaged: boolean, changing: boolean): PacketTable['trouble'] {
  if (damaged) return 'damaged';
  return changing ? 'changing_parameters' : null;
}

/** Lines of framecrc: `stream, dts, pts, duration, size, checksum[, F=flags][, S=…]`. */
const readPackets =
  (onPacket: (packet: Packet, tick: number) => void) =>
  async (stream: Readable): Promise<void> => {
    let tick = 0;
    for await (const line of createInterface({ input: stream })) {
      const base = /^#tb \d+: (\d+)\/(\d+)/.exec(line);
      if (base) tick = Number(base[1]) / Number(base[2]);
      if (line.startsWith('#')) continue;
      const [, dts, pts, , size = '', checksum = '', flags = ''] = line.split(',');
      const named = /F=0x([\dA-F]+)/.exec(flags)?.[1] ?? '0';
      const packet = { dts: Number(dts), pts: Number(pts), flags: Number.parseInt(named, 16) };
      onPacket({ ...packet, checksum: `${size}${checksum}` }, tick);
    }
  };
