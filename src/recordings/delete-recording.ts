import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Commands, Files } from '../pipeline/ports.ts';
import { recordingPrefix } from './object-keys.ts';
import type { Recordings, TakeBack } from './ports.ts';
import { recordingSubject } from './recording-key.ts';
import { RECORDING_STATUSES } from './recording-status.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change'>;
  commands: Commands;
  clock: Clock;
};

/** From the moment this answers the recording is unknown; its files and rows go in the background. */
export const deleteRecording =
  ({ recordings, commands, clock }: Deps) =>
  async (workspaceId: WorkspaceId, recordingId: string): Promise<void> => {
    const now = clock();
    const expected = { from: RECORDING_STATUSES, activeTaskId: null };
    const marked = await recordings.change(
      workspaceId,
      recordingId,
      { deletedAt: now },
      expected,
      now,
    );
    if (!marked) throw await whyNot();
    await commands.send({ command: 'erase', workspaceId, recordingId });

    async function whyNot() {
      const recording = await recordings.find(workspaceId, recordingId);
      if (!recording) return new AppError('not_found', 'No such recording.');
      const how = `Task ${recording.activeTaskId} is working on it: cancel it first.`;
      return new AppError('conflict', how);
    }
  };

type EraseDeps = {
  recordings: Pick<Recordings, 'erase'>;
  files: Pick<Files, 'removePrefix'>;
  takeBack: TakeBack;
};

/**
 * Page, files, rows, in that order: the row that names the rest goes last. What is public is taken
 * back by somebody else, who then asks for this again. Safe to repeat.
 */
export const eraseRecording =
  ({ recordings, files, takeBack }: EraseDeps) =>
  async (workspaceId: WorkspaceId, recordingId: string): Promise<void> => {
    const isPublic = await takeBack(recordingSubject({ workspaceId, recordingId }), 'erase');
    if (isPublic) return;
    await files.removePrefix(workspaceId, recordingPrefix(workspaceId, recordingId));
    await recordings.erase(workspaceId, recordingId);
  };
