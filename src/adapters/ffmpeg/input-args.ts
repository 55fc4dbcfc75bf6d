import { INPUT_LIMITS } from '../../kernel/input-limits.ts';

/**
 * Containers that we read. Demuxers that open other files (hls, dash, concat, image sequences,
 * sdp) are left out on purpose: even a file that fools the sniffing cannot reach them.
 */
export const ALLOWED_FORMATS = [
  'mov',
  'matroska',
  'avi',
  'flv',
  'mpegts',
  'mpeg',
  'mxf',
  'asf',
  'ogg',
  'wav',
  'w64',
  'aiff',
  'caf',
  'mp3',
  'aac',
  'flac',
  'amr',
  'ac3',
  'eac3',
  'nut',
  'dv',
];

/** Containers whose index leads to a frame by its time. */
export const SEEKABLE_FORMATS = ['mov', 'matroska'];

/** Containers whose time stamps may jump or wrap in the middle. */
export const BROADCAST_FORMATS = ['mpegts', 'mpeg'];

const guards = (protocols: string, formats: readonly string[] = ALLOWED_FORMATS) => [
  ...['-protocol_whitelist', protocols, '-format_whitelist', formats.join(',')],
  // Of every picture, so that none may grow on the way.
  ...['-max_pixels', `${INPUT_LIMITS.picturePixels.most}`],
];

/** These bytes of a file, as if they were a file. */
export type Slice = { path: string; startByte: number; endByte: number };
export const sliceUrl = ({ path, startByte, endByte }: Slice) =>
  `subfile,,start,${startByte},end,${endByte},,:file:${path}`;

/** What reads slices: it cuts a file short, and reaches no other than `file` does. */
export const SLICE_PROTOCOLS = 'file,subfile';

/** A customer's file as input, or a part of it: it may name no other file and no address. */
export const untrustedInput = (input: string | Slice) =>
  typeof input === 'string'
    ? [...guards('file,pipe'), '-i', `file:${input}`]
    : [...guards(SLICE_PROTOCOLS), '-i', sliceUrl(input)];

/** A customer's file that comes in through standard input. */
export const untrustedPipe = (format: string) => [
  ...guards('pipe', [format]),
  ...['-f', format, '-i', 'pipe:0'],
];

/** A list of our own, of parts of a customer's file; the list holds what each part may be. */
export const untrustedParts = (listPath: string) => [
  ...guards(SLICE_PROTOCOLS, ['concat', 'mov']),
  ...['-f', 'concat', '-safe', '0', '-i', listPath],
];

/** A customer's packets in files of ours: MPEG-TS stays one stream when put one behind the other. */
export const packetInput = (paths: readonly string[]) => [
  ...guards('file,concat', ['mpegts']),
  ...['-f', 'mpegts', '-i', `concat:${paths.join('|')}`],
];

/**
 * Time stamps that jump further are wrong: what follows goes on where the track was. A slide may
 * stand for hours; of longer holes in the sound the filters would lose count, at 2³¹ samples.
 */
const JUMP_SECONDS = 12 * 3600;

/** No questions, no banner, a log whose lines carry their level. */
export const QUIET = [
  ...['-hide_banner', '-nostdin', '-nostats', '-y', '-loglevel', 'level+info'],
  ...['-dts_error_threshold', `${JUMP_SECONDS}`],
];

/** The same, with what filters are set up for and how much decoders gave. */
export const QUIET_BUT_VERBOSE = QUIET.map(arg => arg.replace('level+info', 'level+verbose'));

/** Machine-readable progress on a file descriptor, twice a second. */
export const progressTo = (descriptor: number) => [
  '-progress',
  `pipe:${descriptor}`,
  '-stats_period',
  '0.5',
];
