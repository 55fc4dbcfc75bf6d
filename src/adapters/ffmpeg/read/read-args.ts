import type { AudioTrack, Source, VideoTrack } from '../../../media/original/source.ts';
import { SPEECH_RATE } from '../../../media/sound/pcm.ts';
import { GREY_SIZE } from '../../../media/stills/choose-thumbnails.ts';
import { progressTo, QUIET_BUT_VERBOSE, untrustedInput } from '../input-args.ts';
import { canBeOneSound, comparedFormat } from './compare-channels.ts';
import { SOUND_END } from './sound-end.ts';

/** File descriptors of the one run that reads the whole file. */
export const READ_PIPES = { progress: 1, pcm: 3, grey: 4, packets: 5, channels: 6 } as const;

/**
 * Fills holes and drops overlaps, so that sample number / rate is the time on the original's
 * clock. Stamps may be a few milliseconds off before that is taken for a hole.
 */
export const ON_THE_CLOCK = 'aresample=async=1:min_hard_comp=0.02:first_pts=0';

export type ReadPlan = {
  path: string;
  source: Source;
  stillEverySeconds: number;
  stills: number;
  /** `…/still-%05d.jpg` */
  stillPattern: string;
};

/**
 * One read for everything: speech audio and loudness from the sound; small pictures to judge and
 * JPEGs to keep from keyframes alone, which are cheap; the table of packets for the frame times.
 */
export function readArgs(plan: ReadPlan): string[] {
  const { path, source, stillPattern } = plan;
  const { video, audio } = source;
  return [
    ...QUIET_BUT_VERBOSE,
    ...progressTo(READ_PIPES.progress),
    ...(video ? ['-skip_frame:v', 'nokey'] : []),
    ...untrustedInput(path),
    // A graph each: what changes in one track on the way starts the filters of its graph anew.
    ...(audio ? ['-filter_complex', soundGraph(audio)] : []),
    ...(video ? ['-filter_complex', stillGraph(video, plan)] : []),
    ...(audio ? ['-map', '[pcm]', ...SOUND_END, '-f', 's16le', `pipe:${READ_PIPES.pcm}`] : []),
    ...(canBeOneSound(audio)
      ? ['-map', '[compared]', ...SOUND_END, '-f', 'f32le', `pipe:${READ_PIPES.channels}`]
      : []),
    ...(video ? stillOutputs(stillPattern) : []),
    ...packetOutput(video ?? audio),
  ];
}

/** Two channels are also compared with each other. */
function soundGraph(audio: AudioTrack) {
  const sound = `[0:${audio.index}]${ON_THE_CLOCK}${asItIs(audio)}`;
  // Logging each tenth of a second would drown what matters.
  const measured = `ebur128=framelog=verbose,aformat=sample_fmts=s16:sample_rates=${SPEECH_RATE}:channel_layouts=mono[pcm]`;
  if (!canBeOneSound(audio)) return `${sound},${measured}`;
  return `${sound},asplit[heard][both];[heard]${measured};[both]${comparedFormat(audio)}[compared]`;
}

/**
 * Channels as they come: where nothing behind it asks for two, ffmpeg 7 mixes them to one before
 * they are compared and before their loudness is measured.
 */
const asItIs = ({ channels }: AudioTrack) =>
  channels === 2 ? ',aformat=channel_layouts=stereo' : '';

type Apart = Pick<ReadPlan, 'stillEverySeconds' | 'stills'>;

const stillGraph = (video: VideoTrack, { stillEverySeconds, stills }: Apart) =>
  [
    `[0:${video.index}]select='isnan(prev_selected_t)+gte(t-prev_selected_t,max(${stillEverySeconds},t/${stills}))'`,
    // showinfo writes the time of each still to the log, and a checksum of it: raw pictures carry none.
    'showinfo',
    'split[small][full];[small]scale=',
  ].join(',') +
  `${GREY_SIZE.width}:${GREY_SIZE.height},format=gray[grey];` +
  `[full]${stillSteps(video).join(',')}[still]`;

const STILL_WIDTH = 1280;

/** All of one size, though the picture's may change on the way: no encoder can follow. */
function stillSteps(video: VideoTrack) {
  const { width, height } = uprightSize(video);
  const shrink = Math.min(1, STILL_WIDTH / width);
  const size = `${even(width * shrink)}:${even(height * shrink)}`;
  const fitted = `scale=${size}:force_original_aspect_ratio=decrease`;
  return ['scale=iw*sar:ih', fitted, `pad=${size}:-1:-1`, 'setsar=1', 'format=yuvj420p'];
}

/** As players show it, in square pixels. */
function uprightSize({ width, height, pixelAspect, rotation }: VideoTrack) {
  const [across = 1, down = 1] = pixelAspect.split(':').map(Number);
  const wide = { width: (width * across) / down, height };
  return rotation % 180 === 0 ? wide : { width: wide.height, height: wide.width };
}

const even = (pixels: number) => Math.max(2, 2 * Math.round(pixels / 2));

const stillOutputs = (pattern: string) => [
  ...['-map', '[grey]', '-fps_mode', 'passthrough', '-f', 'rawvideo', `pipe:${READ_PIPES.grey}`],
  ...['-map', '[still]', '-fps_mode', 'passthrough', '-q:v', '3', '-f', 'image2', pattern],
];

/** Where there is no picture, that of the sound tells whether its recorder began anew. */
const packetOutput = (track: { index: number } | null) =>
  track
    ? ['-map', `0:${track.index}`, '-c', 'copy', '-f', 'framecrc', `pipe:${READ_PIPES.packets}`]
    : [];
