import type { Clock } from '../../kernel/clock.ts';
import { originalKey } from '../object-keys.ts';
import type { Recordings, Uploads } from '../ports.ts';
import type { RecordingKey } from '../recording-key.ts';
import { UPLOAD_STAGE } from '../refuse-without-original.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change' | 'setStored'>;
  uploads: Pick<Uploads, 'abort'>;
  clock: Clock;
};

/** An upload that nobody completed ends as a failure that says so; its parts cost money until then. */
export const expireUpload =
  ({ recordings, uploads, clock }: Deps) =>
  async (key: RecordingKey): Promise<void> => {
    const recording = await recordings.find(key);
    if (!recording?.upload) return;
    const { uploadId } = recording.upload;
    const reason = 'The upload was never completed. Create the recording again and upload it.';
    const failure = { stage: UPLOAD_STAGE, code: 'upload_expired', reason };
    const changes = { status: 'FAILED', failure, upload: null } as const;
    const expected = { from: ['DOWNLOADING'] as const };
    // First, so that whoever died in between does it again: the change ends the waiting.
    await recordings.setStored(key, 0);
    const changed = await recordings.change(key, changes, expected, clock());
    // It was completed meanwhile.
    const current = changed ? undefined : await recordings.find(key);
    if (current) await recordings.setStored(key, current.sizeBytes);
    await uploads.abort({ workspaceId: key.workspaceId, key: originalKey(key), uploadId });
  };
