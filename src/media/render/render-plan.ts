import type { EditList } from '../../documents/edit.contract.ts';
import type { Probe } from '../../documents/probe.contract.ts';
import type { AudioTrack, Source, VideoTrack } from '../original/source.ts';
import { type FrameGrid, frameGrid, framesPerSecond } from '../timeline/frame-grid.ts';
import { frameSpans, frameTotal, samplesOfFrames, samplesOfRanges } from '../timeline/spans.ts';
import type { Look } from './look.ts';
import type { Level } from './loudness.ts';
import type { AudioAction, VideoAction } from './ports/encode.ts';
import type { SmartMethod } from './smart/smart-plan.ts';
import { type SoundPlan, soundFormat } from './sound-plan.ts';
import { splitIntoParts, type VideoPart } from './split-parts.ts';

/** How the result is made. A method that can be refused by the check is followed by a surer one. */
export type RenderMethod =
  | { kind: 'remux'; video: VideoAction; audio: AudioAction; seconds: number }
  | SmartMethod
  | {
      kind: 'encode';
      parts: VideoPart[];
      frames: number;
      grid: FrameGrid;
      sound: SoundPlan | null;
      look: Look | null;
      /** Given: so many tasks made the parts, which are only joined here. */
      tasks?: number;
    }
  | { kind: 'sound'; sound: SoundPlan };

export type EncodeMethod = Extract<RenderMethod, { kind: 'encode' }>;
export const isEncode = (method: RenderMethod): method is EncodeMethod => method.kind === 'encode';

type Input = {
  source: Source;
  probe: Probe;
  edit: EditList;
  cores: number;
  /** The smart cut, where the packets allow one. */
  smart?: SmartMethod | null;
  /** With one, the picture is encoded. */
  look?: Look | null;
  /** With one, the sound is encoded. */
  level?: Level | null;
};

/** The methods to render this recording, the best first. */
export function planRender({
  source,
  probe,
  edit,
  cores,
  smart,
  look = null,
  level = null,
}: Input): RenderMethod[] {
  const video = probe.video ? source.video : null;
  const audio = probe.audio ? source.audio : null;
  const uncut = edit.cuts.length === 0;
  const { seekable } = source;
  const encoded = encodeMethods({ video, audio, probe, edit, cores, look, seekable });
  if (video && look) return encoded;
  if (smart) return [smart, ...encoded];
  const keepsPicture = uncut && (!video || isWebSafeVideo(video));
  const keepsSound = !audio || (isWebSafeAudio(audio) && !level);
  if (!keepsPicture || (!video && !keepsSound)) return encoded;
  const audioAction = audio ? (keepsSound ? 'copy' : 'encode') : 'none';
  const videoAction = video ? 'copy' : 'none';
  const seconds = edit.source_seconds;
  return [{ kind: 'remux', video: videoAction, audio: audioAction, seconds }, ...encoded];
}

type Tracks = Pick<Input, 'probe' | 'edit' | 'cores'> & {
  video: VideoTrack | null;
  audio: AudioTrack | null;
  look: Look | null;
  seekable: boolean;
};

function encodeMethods({
  video,
  audio,
  probe,
  edit,
  cores,
  look,
  seekable,
}: Tracks): RenderMethod[] {
  const grid = probe.video && frameGrid(probe.video);
  const format = audio && soundFormat(audio, probe.audio);
  if (!video || !grid) {
    if (!format) return [];
    return [
      { kind: 'sound', sound: { ...format, spans: samplesOfRanges(edit.kept, format.sampleRate) } },
    ];
  }
  const spans = frameSpans(edit, grid);
  const sound = format && { ...format, spans: samplesOfFrames(spans, grid, format.sampleRate) };
  const inOne = splitIntoParts({ spans, grid, cores: 1, seekable: false, threads: cores });
  const encode = (parts: VideoPart[]): RenderMethod => ({
    kind: 'encode',
    parts,
    frames: frameTotal(spans),
    grid,
    sound,
    look,
  });
  if (!seekable) return [encode(inOne)];
  return [encode(splitIntoParts({ spans, grid, cores, seekable, threads: 1 })), encode(inOne)];
}

/** What every browser and platform plays as it is. */
const isWebSafeVideo = (video: VideoTrack) =>
  video.codec === 'h264' &&
  ['yuv420p', 'yuvj420p'].includes(video.pixelFormat) &&
  video.rotation === 0 &&
  !video.interlaced &&
  !video.changesSize;

const isWebSafeAudio = (audio: AudioTrack) => audio.codec === 'aac' && audio.channels <= 2;

/** Length of the result in seconds, as planned. */
export function plannedSeconds(method: RenderMethod): number {
  if (method.kind === 'remux') return method.seconds;
  if ('frames' in method) return method.frames / framesPerSecond(method.grid);
  const samples = method.sound.spans.reduce((sum, { length }) => sum + length, 0);
  return samples / method.sound.sampleRate;
}
