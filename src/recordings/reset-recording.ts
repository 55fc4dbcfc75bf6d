import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { stagesPrefix } from '../pipeline/object-keys.ts';
import type { EngineRows, Files } from '../pipeline/ports.ts';
import { PROCESSABLE } from '../pipelines/recording-status.ts';
import { loadRecording, noSuchRecording } from './load-recording.ts';
import type { Recordings, TakeBack } from './ports.ts';
import type { Recording } from './recording.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';
import { refuseWithoutOriginal } from './refuse-without-original.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change'>;
  rows: Pick<EngineRows, 'clear'>;
  files: Pick<Files, 'removePrefix'>;
  takeBack: TakeBack;
  clock: Clock;
};

/** What runs found out, and that one was forced. */
const FORGOTTEN = { failure: null, skipReason: null, isForced: null, posterKey: null } as const;

/**
 * Removes all that was made: stages and files, and soon after the published page. The original
 * stays, so the recording is DOWNLOADED and can be processed again; an upload cannot be downloaded
 * anew.
 */
export const resetRecording =
  ({ recordings, rows, files, takeBack, clock }: Deps) =>
  async (key: RecordingKey): Promise<Recording> => {
    refuseWithoutOriginal(await loadRecording(recordings, key));
    const subject = recordingSubject(key);
    const expected = { from: PROCESSABLE, activeTaskId: null };
    const changes = { status: 'DOWNLOADED', ...FORGOTTEN } as const;
    const now = clock();
    const reset = await recordings.change(key, changes, expected, now);
    if (!reset) throw await refusal();
    await takeBack(subject);
    await rows.clear(subject);
    await files.removePrefix(key.workspaceId, stagesPrefix(subject));
    return reset;

    async function refusal() {
      const recording = await recordings.find(key);
      if (!recording) return noSuchRecording();
      if (recording.activeTaskId) {
        const how = `Task ${recording.activeTaskId} is working on it: cancel it first.`;
        return new AppError('conflict', how);
      }
      return new AppError('upload_incomplete', 'There is nothing to reset before the upload ends.');
    }
  };
