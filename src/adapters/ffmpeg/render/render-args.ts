import type { AudioTrack, Source } from '../../../media/original/source.ts';
import type { Level } from '../../../media/render/loudness.ts';
import type { AudioAction, EdgesFormat, VideoAction } from '../../../media/render/ports/encode.ts';
import { soundFormat } from '../../../media/render/sound-plan.ts';
import type { VideoPart } from '../../../media/render/split-parts.ts';
import { framesPerSecond, timescaleOf } from '../../../media/timeline/frame-grid.ts';
import { frameTotal } from '../../../media/timeline/spans.ts';
import { packetInput, progressTo, QUIET, untrustedInput } from '../input-args.ts';
import { levelGraph } from '../read/level-graph.ts';
import { limitPeaks } from '../read/mix-down.ts';
import { ON_THE_CLOCK } from '../read/read-args.ts';
import { SOUND_END } from '../read/sound-end.ts';

/** Often enough for seeking; twice as often makes a lecture a third larger. */
const KEY_FRAME_SECONDS = 10;
/**
 * Measured on lectures: PSNR and size of `medium` at crf 23 in two thirds of its time. Looking far
 * ahead is what pictures that stand still need of it.
 */
const X264 = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '22.5', '-rc-lookahead', '40'],
  ...['-refs', '2', '-weightp', '2', '-trellis', '1'],
];
export const NO_EXTRAS = ['-map_metadata', '-1', '-map_chapters', '-1', '-dn', '-sn'];
const aacRate = (channels: number) => (channels === 1 ? '96k' : '160k');
/** Measured at these rates: a third of the time of the default coder, and nearer to the source. */
const aac = (channels: number) => [
  ...['-c:a', 'aac', '-aac_coder', 'fast'],
  ...['-b:a', aacRate(channels)],
];

type Decoded = {
  path: string;
  packets?: readonly string[];
  part: VideoPart;
  graphPath: string;
  /** The graph takes pictures of any size, and must not begin anew with each. */
  anySize?: boolean;
};
type PartPlan = Decoded & { target: string; edge?: EdgesFormat };

/** One part of the picture. Exact by frame numbers: containers' seeks only say where to begin. */
export function partArgs({ target, edge, ...decoded }: PartPlan): string[] {
  const { part } = decoded;
  const threads = ['-threads', `${part.threads}`];
  const keyFrames = Math.round(framesPerSecond(part.grid) * KEY_FRAME_SECONDS);
  return [
    ...pictureArgs(decoded),
    ...[...(edge ? edgeCodec(edge) : X264), ...threads, '-g', `${keyFrames}`],
    ...(edge
      ? edgeOutput(edge, target)
      : ['-video_track_timescale', `${timescaleOf(part.grid)}`, '-f', 'mp4', target]),
    ...(part.seam ? seamOutput : []),
  ];
}

/** Of a seam, a line for each frame; its hash is of the frame as it was decoded. */
export const SEAM_PIPE = 3;
const seamOutput = [
  ...['-map', '[seam]', '-fps_mode', 'passthrough'],
  ...['-c:v', 'rawvideo', '-f', 'framecrc', `pipe:${SEAM_PIPE}`],
];

/** Everything up to the encoder: the frames of a part, chosen by number. */
function pictureArgs({ path, packets, part, graphPath, anySize }: Decoded): string[] {
  return [
    ...QUIET,
    ...progressTo(1),
    // The original's own clock all the way to the filters, whatever the seek lands on.
    ...['-copyts', '-start_at_zero', '-noaccurate_seek', '-threads', `${part.threads}`],
    ...(part.seekSeconds === null ? [] : ['-ss', part.seekSeconds.toFixed(6)]),
    ...(anySize ? ['-noautorotate', '-reinit_filter', '0'] : []),
    ...(packets ? packetInput(packets) : untrustedInput(path)),
    ...['-filter_complex_script', graphPath, '-map', '[picture]', '-an', ...NO_EXTRAS],
    ...['-frames:v', `${frameTotal(part.spans)}`, '-fps_mode', 'passthrough'],
  ];
}

/** Of no known camera or encoder, so that parameters of edges and of copies stand side by side. */
const EDGE_PARAMETERS_ID = 31;
/**
 * An edge is watched beside the original's own packets: it must not stand out. Nothing here looks
 * ahead, which holds pictures in memory and takes longer than the encode; and quality is one
 * quantizer, since a rate factor makes a small copy of each picture to weigh it. Pictures between
 * others save no byte at this speed. Measured beside crf 19 with one of those: 0.7 of its time on
 * slides, at a lower size, and less on a noisy camera, there 1 dB better at the same size.
 */
const EDGE_QUALITY = [
  ...['-preset', 'superfast', '-qp', '20', '-rc-lookahead', '0'],
  ...['-sc_threshold', '0', '-bf', '0', '-weightp', '0'],
];

function edgeCodec({ profile }: EdgesFormat): string[] {
  const [name = 'baseline'] = /high|main/.exec(profile.toLowerCase()) ?? [];
  const own = ['-x264-params', `sps-id=${EDGE_PARAMETERS_ID}:subme=0`];
  return ['-c:v', 'libx264', ...EDGE_QUALITY, '-profile:v', name, ...own];
}

/** Each edge begins with a key frame, and a file of its own, divided by number of packets. */
function edgeOutput({ lengths }: EdgesFormat, target: string): string[] {
  const soon = ['-muxdelay', '0', '-muxpreload', '0'];
  if (lengths.length === 1) return [...soon, '-f', 'mpegts', target.replace('%d', '0')];
  const ends = lengths.map((_, edge) =>
    lengths.slice(0, edge + 1).reduce((sum, length) => sum + length, 0),
  );
  const begins = ends.slice(0, -1);
  return [
    ...['-force_key_frames', `expr:${begins.map(frame => `eq(n,${frame})`).join('+')}`],
    ...[...soon, '-f', 'ssegment', '-segment_format', 'mpegts'],
    ...['-segment_frames', begins.join(','), target],
  ];
}

type Split = { path: string; index: number; before: readonly number[]; pattern: string };

/**
 * By packet number: no container's idea of time is asked. MPEG-TS keeps parameters in the packets;
 * each file says that its count of packets begins anew, so that several can be read as one.
 */
export const splitArgs = ({ path, index, before, pattern }: Split): string[] => [
  ...[...QUIET, ...untrustedInput(path), '-map', `0:${index}`, '-c', 'copy', ...NO_EXTRAS],
  ...['-f', 'segment', '-segment_format', 'mpegts', '-break_non_keyframes', '1'],
  ...['-segment_format_options', 'mpegts_flags=+initial_discontinuity'],
  ...(before.length > 0 ? ['-segment_frames', before.join(',')] : []),
  pattern,
];

type Decode = { path: string; source: Source; sampleRate: number; channels: number };

/** Of two channels that carry one sound the first: an average would dull what coders fill in. */
const FIRST_OF_EQUAL = ',pan=mono|c0=c0';

/** The whole sound as float samples on the original's clock. */
export const decodeSoundArgs = ({ path, source, sampleRate, channels }: Decode): string[] => [
  ...QUIET,
  ...untrustedInput(path),
  ...['-map', `0:${source.audio?.index ?? 0}`, '-vn', ...NO_EXTRAS],
  '-af',
  `${ON_THE_CLOCK}${channels === 1 ? FIRST_OF_EQUAL : ''},aformat=sample_fmts=flt:sample_rates=${sampleRate}:channel_layouts=${layout(channels)}${limitPeaks(source.audio)}`,
  ...[...SOUND_END, '-f', 'f32le', 'pipe:1'],
];

const layout = (channels: number) => (channels === 1 ? 'mono' : 'stereo');

type EncodeSound = {
  sampleRate: number;
  channels: number;
  target: string;
  level?: Level | null;
};

export const encodeSoundArgs = ({ sampleRate, channels, target, level }: EncodeSound): string[] => [
  ...QUIET.filter(arg => arg !== '-nostdin'),
  ...['-f', 'f32le', '-ar', `${sampleRate}`, '-ac', `${channels}`, '-i', 'pipe:0'],
  ...(level ? ['-af', levelGraph(level, sampleRate)] : []),
  ...[...aac(channels), '-movflags', '+faststart', '-f', 'mp4', target],
];

type Remux = {
  path: string;
  source: Source;
  video: VideoAction;
  audio: AudioAction;
  target: string;
  level?: Level | null;
};

/** Packs the tracks anew. Only ever with a copied picture, or none. */
export function remuxArgs({ path, source, video, audio, target, level }: Remux): string[] {
  const map = [
    ...(source.video && video !== 'none'
      ? ['-map', `0:${source.video.index}`, '-c:v', 'copy']
      : []),
    ...(source.audio && audio !== 'none' ? ['-map', `0:${source.audio.index}`] : []),
  ];
  const sound = audio === 'encode' ? newSound(source.audio, level) : ['-c:a', 'copy'];
  return [
    ...QUIET,
    ...progressTo(1),
    ...untrustedInput(path),
    ...[...map, ...(audio === 'none' ? [] : sound), ...NO_EXTRAS],
    ...['-movflags', '+faststart', '-f', 'mp4', target],
  ];
}

function newSound(track: AudioTrack | null, level: Level | null = null) {
  const { channels, sampleRate } = track
    ? soundFormat(track, null)
    : { channels: 2, sampleRate: 48_000 };
  // Channels are mixed before the level is set: mixing changes it.
  const mixed = `aformat=sample_rates=${sampleRate}:channel_layouts=${layout(channels)}`;
  const format = `${mixed}${limitPeaks(track)}`;
  if (!level) return ['-af', format, ...aac(channels)];
  return ['-af', `${format},${levelGraph(level, sampleRate)}`, ...aac(channels)];
}

/** Of a file of our own: any complaint is a failure. */
export const STRICT = [
  ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'level+error', '-xerror'],
];

/** Decodes the beginning and the end of a file of our own. */
export function decodeEndsArgs(path: string, tracks: 'all' | 'sound'): string[] {
  const map = (input: number) => ['-map', tracks === 'all' ? `${input}` : `${input}:a`];
  return [
    ...[...STRICT, '-t', '2', '-i', `file:${path}`, '-sseof', '-2', '-i', `file:${path}`],
    ...[...map(0), ...map(1), '-f', 'null', '-'],
  ];
}
