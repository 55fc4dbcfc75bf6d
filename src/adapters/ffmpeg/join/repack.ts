import type { OpenPorts } from '../../../media/original/ports.ts';
import { type Source, soundTracks } from '../../../media/original/source.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { readLimits } from '../engine-limits.ts';
import { QUIET, QUIET_BUT_VERBOSE, untrustedInput } from '../input-args.ts';
import { steadyInto } from '../read/mix-down.ts';
import { createReadLog } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';

type Repack = { path: string; source: Source; target: string };
/** Copied; decoded; decoded and brought to one format, whatever it changes to on the way. */
type Sound = 'copy' | 'flac' | 'steady';

type Pack = {
  input: readonly string[];
  source: Source;
  container: 'matroska' | 'mov' | 'mp4';
  target: string;
  /** Options of the sound's codec. */
  sound?: readonly string[];
  /** What ffmpeg shall say. */
  log?: readonly string[];
};

/** The tracks that we use, into a container that has an index. */
export const packArgs = ({
  log = QUIET,
  input,
  source,
  container,
  target,
  sound = ['-c:a', 'copy'],
}: Pack) => [
  ...[...log, ...input],
  ...[...(source.video ? [source.video] : []), ...soundTracks(source)].flatMap(({ index }) => [
    '-map',
    `0:${index}`,
  ]),
  ...['-c:v', 'copy', ...sound, '-f', container, target],
];

/** Into Matroska: ffmpeg evens out jumps of broadcast time stamps while it copies. */
export const repackArgs = ({ path, source, target }: Repack, kind: Sound) => {
  const pack = { log: QUIET_BUT_VERBOSE, source, target };
  const input = [...stampsOf(source, kind), ...untrustedInput(path)];
  if (kind === 'steady') return packArgs({ ...pack, input, ...steadyInto(source) });
  const packed = packArgs({ ...pack, input, container: 'matroska', sound: ['-c:a', kind] });
  return kind === 'copy' ? [...packed, ...decodeOnly(source)] : packed;
};

/**
 * Of several pictures in a packet, program streams stamp the first one only. In a transport stream
 * all have stamps, and ffmpeg's own guess at how long a packet of sound lasts goes by the first
 * rate: with another one, it would see jumps of the clock and even them out.
 */
const stampsOf = ({ format }: Source, kind: Sound) =>
  kind === 'steady' && format === 'mpegts'
    ? ['-fflags', '+genpts+nofillin']
    : ['-fflags', '+genpts'];

/** Decoded for the log alone: a copy has room for one format, and changes do not show in it. */
const decodeOnly = (source: Source) => {
  const tracks = soundTracks(source);
  if (tracks.length === 0) return [];
  return [...tracks.flatMap(({ index }) => ['-map', `0:${index}`]), '-f', 'null', '-'];
};

async function pack(program: string, request: Repack & { signal: AbortSignal }, sound: Sound) {
  const log = createReadLog();
  const args = repackArgs(request, sound);
  const limits = readLimits(request.source);
  await runEngine({ program, args, signal: request.signal, limits, onLogLine: log.line });
  return log;
}

export const repack =
  (program: string): OpenPorts['repack'] =>
  async request => {
    try {
      const log = await pack(program, request, 'copy');
      return { damaged: false, soundChanges: log.soundChanges() };
    } catch (error) {
      request.signal.throwIfAborted();
      if (!(error instanceof StageError) || error.code !== 'unreadable_media') throw error;
      // A packet that is no sound ends the copy; a decoder only leaves it out.
      const log = await pack(program, request, 'flac');
      return { damaged: true, lostSeconds: log.lostSeconds(), soundChanges: log.soundChanges() };
    }
  };

export const steadySound =
  (program: string): OpenPorts['steadySound'] =>
  async request => {
    const log = await pack(program, request, 'steady');
    return { damaged: log.damaged(), lostSeconds: log.lostSeconds() };
  };
