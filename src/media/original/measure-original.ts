import { totalLength } from '../../documents/ranges.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { createLevelMeter } from '../sound/level-meter.ts';
import { findSound } from '../sound/sound-activity.ts';
import { measureFrameTiming } from './frame-timing.ts';
import type { MeasurePorts } from './ports.ts';
import type { MediaFile } from './source.ts';

/** About this many pictures for thumbnails and the seek bar, however long the recording is. */
const STILLS = 90;

/**
 * Reads the file from start to end, once, and measures time, pictures and sound. Only where its
 * sound is silent are other tracks read, too: cameras and recorders give each microphone its own.
 */
export async function measureOriginal(
  ports: MeasurePorts,
  work: RecordingWork,
  { path, source }: MediaFile,
) {
  const first = await measureTrack(ports, work, { path, source });
  if (first.sound.length > 0) return first;
  const silent = { ...work, progress: () => undefined };
  for (const audio of source.otherAudio) {
    const other = await measureTrack(ports, silent, { path, source: { ...source, audio } });
    if (other.sound.length > 0) return other;
  }
  return first;
}

async function measureTrack(ports: MeasurePorts, work: RecordingWork, { path, source }: MediaFile) {
  const meter = createLevelMeter();
  const reading = await ports.readThrough({
    path,
    source,
    folder: work.scratch,
    signal: work.signal,
    stillEverySeconds: Math.max(1, (source.claimedSeconds ?? 0) / STILLS),
    onPcm: meter.push,
    progress: share => work.progress(10 + share * 75),
  });
  const { bands, seconds } = meter.finish();
  const { pictures } = reading;
  const timing =
    (pictures && measureFrameTiming(pictures, source.video?.claimedRates ?? [])) ?? null;
  const sourceSeconds = Math.max(seconds, timing?.endSeconds ?? 0);
  // Headers promised a track, but not one packet of it could be decoded.
  if (sourceSeconds <= 0) throw new StageError('unreadable_media', { detail: 'nothing decoded' });
  const found = findSound(bands, work.config.trim.silence_threshold);
  const hasAudio = seconds > 0;
  return {
    ...reading,
    source,
    timing,
    sourceSeconds,
    hasAudio,
    soundSeconds: seconds,
    ...found,
    noiseFloorDbfs: hasAudio ? found.noiseFloorDbfs : null,
    soundShare: totalLength(found.sound) / sourceSeconds,
  };
}
