import { INPUT_LIMITS } from '../../../kernel/input-limits.ts';
import type { AudioTrack, Source, VideoTrack } from '../../../media/original/source.ts';
import type { Output } from '../../../media/render/ports/check.ts';
import { LEAST_BYTES_PER_SECOND } from '../engine-limits.ts';
import { BROADCAST_FORMATS, SEEKABLE_FORMATS } from '../input-args.ts';
import type { FfprobeAnswer, ProbedStream } from './ffprobe.contract.ts';

const INTERLACED = ['tt', 'bb', 'tb', 'bt'];

/** A file's tracks: the first real picture, and the default sound or else the first. */
export function sourceOf({ streams, format }: FfprobeAnswer): Source {
  const begin = format.start_time ?? 0;
  const video = streams.find(isPicture);
  const sounds = streams.filter(isSound);
  const tracks = sounds.map((stream, at) => audioTrack(stream, at + 1, begin));
  const byDefault = sounds.findIndex(({ disposition }) => disposition.default === 1);
  const audio = tracks[Math.max(0, byDefault)] ?? null;
  const container = format.format_name.split(',')[0] ?? '';
  return {
    format: format.format_name,
    sizeBytes: format.size ?? 0,
    claimedSeconds: believableSeconds(format),
    seekable: SEEKABLE_FORMATS.includes(container),
    needsRepack: BROADCAST_FORMATS.includes(container),
    video: video ? videoTrack(video, begin) : null,
    audio,
    otherAudio: tracks.filter(track => track !== audio),
  };
}

/** Headers that claim more than a recording may have, or than its bytes can hold, tell nothing. */
function believableSeconds({ duration = 0, size = 0 }: FfprobeAnswer['format']) {
  const most = Math.min(INPUT_LIMITS.mediaHours.most * 3600, size / LEAST_BYTES_PER_SECOND);
  return duration > 0 && duration <= most ? duration : null;
}

/** Covers inside audio files are pictures to the engine, but nothing to watch. */
const claimsPicture = (stream: ProbedStream) =>
  stream.codec_type === 'video' && stream.disposition.attached_pic === 0;

const isPicture = (stream: ProbedStream) =>
  claimsPicture(stream) &&
  Boolean(stream.codec_name && stream.width && stream.height && stream.pix_fmt);

/** Whether there is a picture of which the engine could not even read the size. */
export const losesPicture = ({ streams }: FfprobeAnswer) =>
  streams.some(stream => claimsPicture(stream) && !isPicture(stream));

const isSound = (stream: ProbedStream) =>
  stream.codec_type === 'audio' &&
  Boolean(stream.codec_name && stream.sample_rate && stream.channels);

const videoTrack = (stream: ProbedStream, begin: number): VideoTrack => ({
  index: stream.index,
  codec: stream.codec_name ?? '',
  profile: String(stream.profile ?? ''),
  width: stream.width ?? 0,
  height: stream.height ?? 0,
  rotation: rotationOf(stream),
  pixelFormat: stream.pix_fmt ?? '',
  pixelAspect: pixelAspectOf(stream),
  interlaced: INTERLACED.includes(stream.field_order ?? ''),
  claimedRates: [stream.avg_frame_rate, stream.r_frame_rate].filter(rate => rate !== undefined),
  startSeconds: (stream.start_time ?? begin) - begin,
});

const audioTrack = (stream: ProbedStream, number: number, begin: number): AudioTrack => ({
  index: stream.index,
  number,
  codec: stream.codec_name ?? '',
  profile: String(stream.profile ?? ''),
  sampleRate: stream.sample_rate ?? 0,
  channels: stream.channels ?? 0,
  startSeconds: (stream.start_time ?? begin) - begin,
  language: languageOf(stream),
  aside: ASIDE.some(purpose => stream.disposition[purpose] === 1),
});

const ASIDE = ['comment', 'dub', 'visual_impaired', 'hearing_impaired'] as const;

/** Cameras write `und`, and Apple's `mul` or `zxx` tells no language either. */
const languageOf = ({ tags }: ProbedStream) =>
  /^(und|mul|mis|zxx)?$/.test(tags?.language ?? '') ? null : (tags?.language ?? null);

/** Where nothing is said, pixels are square. */
const pixelAspectOf = ({ sample_aspect_ratio: aspect = '' }: ProbedStream) =>
  /^[1-9]\d*:[1-9]\d*$/.test(aspect) ? aspect : '1:1';

/** Clockwise, in quarter turns; the display matrix counts the other way round. */
function rotationOf({ side_data_list, tags }: ProbedStream): VideoTrack['rotation'] {
  const matrix = side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation;
  const degrees = matrix === undefined ? (tags?.rotate ?? 0) : -matrix;
  const turned = (((Math.round(degrees / 90) * 90) % 360) + 360) % 360;
  return ([0, 90, 180, 270] as const).find(turn => turn === turned) ?? 0;
}

/** A finished file's tracks, from its headers. */
export function outputOf({ streams, format }: FfprobeAnswer): Output {
  const video = streams.find(isPicture);
  const audio = streams.find(isSound);
  return {
    seconds: format.duration ?? 0,
    video: video
      ? {
          seconds: video.duration ?? 0,
          frames: video.nb_frames ?? 0,
          width: video.width ?? 0,
          height: video.height ?? 0,
          pixelAspect: pixelAspectOf(video),
        }
      : null,
    audio: audio
      ? {
          seconds: audio.duration ?? 0,
          sampleRate: audio.sample_rate ?? 0,
          channels: audio.channels ?? 0,
        }
      : null,
  };
}
