import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Files } from '../pipeline/ports.ts';
import { stagesPrefix } from './object-keys.ts';
import type { Recordings, TakeBack } from './ports.ts';
import { PROCESSABLE, type Recording } from './recording.ts';
import { recordingSubject } from './recording-key.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change' | 'clearResults'>;
  files: Pick<Files, 'removePrefix'>;
  takeBack: TakeBack;
  clock: Clock;
};

/**
 * Removes all that was made: stages and files, and soon after the published page. The original
 * stays, so the recording is DOWNLOADED and can be processed again; an upload cannot be downloaded
 * anew.
 */
export const resetRecording =
  ({ recordings, files, takeBack, clock }: Deps) =>
  async (workspaceId: WorkspaceId, recordingId: string): Promise<Recording> => {
    const expected = { from: PROCESSABLE, activeTaskId: null };
    const changes = { status: 'DOWNLOADED', failure: null } as const;
    const now = clock();
    const reset = await recordings.change(workspaceId, recordingId, changes, expected, now);
    if (!reset) throw await whyNot();
    await takeBack(recordingSubject({ workspaceId, recordingId }));
    await recordings.clearResults(workspaceId, recordingId);
    await files.removePrefix(workspaceId, stagesPrefix(workspaceId, recordingId));
    return reset;

    async function whyNot() {
      const recording = await recordings.find(workspaceId, recordingId);
      if (!recording) return new AppError('not_found', 'No such recording.');
      if (recording.activeTaskId) {
        const how = `Task ${recording.activeTaskId} is working on it: cancel it first.`;
        return new AppError('conflict', how);
      }
      return new AppError('upload_incomplete', 'There is nothing to reset before the upload ends.');
    }
  };
