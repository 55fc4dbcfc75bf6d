import { totalLength } from '../../documents/ranges.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { createLevelMeter } from '../sound/level-meter.ts';
import { findSound } from '../sound/sound-activity.ts';
import { measureFrameTiming } from './frame-timing.ts';
import type { MeasurePorts } from './ports.ts';
import { refuseLength, refuseRate } from './refuse-beyond.ts';
import type { AudioTrack, MediaFile } from './source.ts';
import { steadySize } from './steady-size.ts';

/** About this many pictures for thumbnails and the seek bar. */
const STILLS = 90;

export type Found = Awaited<ReturnType<typeof measureOriginal>>;

/** Reads the file from start to end, once, and measures time, pictures and its one sound. */
export async function measureOriginal(
  ports: MeasurePorts,
  work: RecordingWork,
  { path, source }: MediaFile,
) {
  const meter = createLevelMeter();
  const reading = await ports.readThrough({
    path,
    source,
    folder: work.scratch,
    signal: work.signal,
    stillEverySeconds: Math.max(1, (source.claimedSeconds ?? 0) / STILLS),
    stills: STILLS,
    onPcm: meter.push,
    progress: share => work.progress(10 + share * 75),
  });
  const { bands, seconds } = meter.finish();
  const { pictures } = reading;
  if (pictures) refuseRate(pictures.seconds);
  const timing =
    (pictures && measureFrameTiming(pictures, source.video?.claimedRates ?? [])) ?? null;
  const sourceSeconds = Math.max(seconds, timing?.endSeconds ?? 0);
  refuseLength(sourceSeconds);
  const found = findSound(bands, work.config.trim.silence_threshold);
  const hasAudio = seconds > 0;
  return {
    ...reading,
    source,
    timing,
    /** Where the picture changes its size on the way, the one that it is brought to. */
    steadySize: timing && steadySize(reading.pictureSizes, timing.endSeconds),
    sourceSeconds,
    hasAudio,
    soundSeconds: seconds,
    ...found,
    noiseFloorDbfs: hasAudio ? found.noiseFloorDbfs : null,
    soundShare: totalLength(found.sound) / sourceSeconds,
  };
}

/** What a file would be found to be if its sound were another track's. */
export async function measureOtherSound(
  ports: MeasurePorts,
  work: RecordingWork,
  { path, source }: MediaFile,
  { first, audio }: { first: Found; audio: AudioTrack },
): Promise<Found> {
  const silent = { ...work, progress: () => undefined };
  const alone = { path, source: { ...source, video: null, audio } };
  const other = await measureOriginal(ports, silent, alone);
  const { pictures, pictureSizes, stills, timing, steadySize: size, jumpsBack } = first;
  const sourceSeconds = Math.max(other.soundSeconds, timing?.endSeconds ?? 0);
  return {
    ...other,
    ...{ pictures, pictureSizes, stills, timing, steadySize: size, jumpsBack, sourceSeconds },
    source: { ...source, audio },
    damaged: first.damaged || other.damaged,
    soundShare: totalLength(other.sound) / sourceSeconds,
  };
}

/** Headers promised tracks, but not one packet of them could be decoded. */
export function refuseNothing({ sourceSeconds }: Found) {
  if (sourceSeconds <= 0) throw new StageError('unreadable_media', { detail: 'nothing decoded' });
}
