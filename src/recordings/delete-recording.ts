import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Commands, EngineRows, Files } from '../pipeline/ports.ts';
import type { Subject } from '../pipeline/subject.ts';
import { RECORDING_STATUSES } from '../pipelines/recording-status.ts';
import { noSuchRecording } from './load-recording.ts';
import { recordingPrefix } from './object-keys.ts';
import type { Recordings } from './ports.ts';
import { type RecordingKey, recordingKey, recordingSubject } from './recording-key.ts';

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
    if (!marked) throw await whyNot();
    await commands.send({ command: 'erase', subject: recordingSubject(key) });

    async function whyNot() {
      const recording = await recordings.find(key);
      if (!recording) return noSuchRecording();
      const how = `Task ${recording.activeTaskId} is working on it: cancel it first.`;
      return new AppError('conflict', how);
    }
  };

type EraseDeps = {
  recordings: Pick<Recordings, 'remove'>;
  rows: Pick<EngineRows, 'erase'>;
  files: Pick<Files, 'removePrefix'>;
  unpublish: (subject: Subject) => Promise<void>;
};

/** Page, files, rows, in that order: the row that names the rest goes last. Safe to repeat. */
export const eraseRecording =
  ({ recordings, rows, files, unpublish }: EraseDeps) =>
  async (subject: Subject): Promise<void> => {
    const key = recordingKey(subject);
    await unpublish(subject);
    await files.removePrefix(key.workspaceId, recordingPrefix(key));
    await rows.erase(subject);
    await recordings.remove(key);
  };
