import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Commands } from '../pipeline/ports.ts';
import { RECORDING_STATUSES } from '../pipelines/recording-status.ts';
import { noSuchRecording } from './load-recording.ts';
import type { Recordings } from './ports.ts';
import type { Recording } from './recording.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change'>;
  commands: Commands;
  clock: Clock;
};

/** From the moment this answers the recording is unknown; its files and rows go in the background. */
export const deleteRecording =
  ({ recordings, commands, clock }: Deps) =>
  async (key: RecordingKey): Promise<void> => {
    const now = clock();
    const expected = { from: RECORDING_STATUSES, activeTaskId: null };
    const marked = await recordings.change(key, { deletedAt: now }, expected, now);
    if (!marked) throw await refusal();
    await commands.send({ command: 'erase', subject: recordingSubject(key) });

    async function refusal() {
      const recording = await recordings.find(key);
      if (!recording) return noSuchRecording();
      return refusalToDelete(recording) ?? noSuchRecording();
    }
  };

/** Why it cannot be deleted now; undefined where it can. */
export function refusalToDelete({ activeTaskId }: Recording) {
  if (!activeTaskId) return undefined;
  return new AppError('conflict', `Task ${activeTaskId} is working on it: cancel it first.`);
}
