import type { Range } from '../documents/ranges.ts';
import { decodeLevels } from '../media/sound/level-curve.ts';
import { findSoundIn } from '../media/sound/sound-activity.ts';
import { findArtifact } from '../pipeline/stages/stage.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';

/**
 * Where the recording has sound, on the original's clock. Undefined where there is no measure of it,
 * or where it finds none although there are chunks: then nothing is to be doubted.
 */
export async function soundOf(work: RecordingWork): Promise<Range[] | undefined> {
  const file = findArtifact(work, 'levels');
  if (!file) return undefined;
  // By the noise floor whatever the settings say: a threshold of one's own is for cutting pauses.
  const { sound } = findSoundIn(decodeLevels(await work.readBytes(file)), 'auto');
  return sound.length > 0 ? sound : undefined;
}

/** The sound inside a stretch of the original, in seconds from the stretch's start. */
export const soundWithin = (sound: readonly Range[], stretch: Range): Range[] =>
  sound
    .filter(({ start, end }) => start < stretch.end && end > stretch.start)
    .map(({ start, end }) => ({
      start: Math.max(start, stretch.start) - stretch.start,
      end: Math.min(end, stretch.end) - stretch.start,
    }));
