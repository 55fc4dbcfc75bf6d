import type { Clock } from '../kernel/clock.ts';
import type { EngineRows, Files } from '../pipeline/ports.ts';
import type { Subject } from '../pipeline/subject.ts';
import { originalKey, recordingPrefix } from './object-keys.ts';
import type { Recordings, TakeBack, Uploads } from './ports.ts';
import { recordingKey } from './recording-key.ts';
import { linksEndAt } from './uploads/upload-plan.ts';

type Deps = {
  recordings: Pick<Recordings, 'findDeleted' | 'leaveUntil' | 'remove' | 'setStored'>;
  rows: Pick<EngineRows, 'erase'>;
  files: Pick<Files, 'removePrefix'>;
  uploads: Pick<Uploads, 'abort'>;
  takeBack: TakeBack;
  clock: Clock;
};

/**
 * Page, upload, files, rows, in that order: the row that names the rest goes last. What is public
 * is taken back by somebody else, who then asks for this again. While links that were given out
 * before may still put something there, the row stays, and the sweeper asks again. Safe to repeat.
 */
export const eraseRecording =
  ({ recordings, rows, files, uploads, takeBack, clock }: Deps) =>
  async (subject: Subject): Promise<void> => {
    const key = recordingKey(subject);
    if (await takeBack(subject, 'erase')) return;
    const recording = await recordings.findDeleted(key);
    if (!recording) return;
    if (recording.upload) {
      const { uploadId } = recording.upload;
      await uploads.abort({ workspaceId: key.workspaceId, key: originalKey(key), uploadId });
    }
    await files.removePrefix(key.workspaceId, recordingPrefix(key));
    await recordings.setStored(key, 0);
    await rows.erase(subject);
    const end = linksEndAt(recording);
    if (clock() < end) await recordings.leaveUntil(key, end);
    else await recordings.remove(key);
  };
