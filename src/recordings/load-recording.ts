import { AppError } from '../kernel/errors.ts';
import type { Recordings } from './ports.ts';
import type { Recording } from './recording.ts';
import type { RecordingKey } from './recording-key.ts';

export const noSuchRecording = () => new AppError('not_found', 'No such recording.');

/** @throws not_found for unknown, foreign and deleted ones alike */
export async function loadRecording(
  recordings: Pick<Recordings, 'find'>,
  key: RecordingKey,
): Promise<Recording> {
  const recording = await recordings.find(key);
  if (!recording) throw noSuchRecording();
  return recording;
}
