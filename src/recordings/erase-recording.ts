import type { EngineRows, Files } from '../pipeline/ports.ts';
import type { Subject } from '../pipeline/subject.ts';
import { recordingPrefix } from './object-keys.ts';
import type { Recordings, TakeBack } from './ports.ts';
import { recordingKey } from './recording-key.ts';

type Deps = {
  recordings: Pick<Recordings, 'remove'>;
  rows: Pick<EngineRows, 'erase'>;
  files: Pick<Files, 'removePrefix'>;
  takeBack: TakeBack;
};

/**
 * Page, files, rows, in that order: the row that names the rest goes last. What is public is taken
 * back by somebody else, who then asks for this again. Safe to repeat.
 */
export const eraseRecording =
  ({ recordings, rows, files, takeBack }: Deps) =>
  async (subject: Subject): Promise<void> => {
    const key = recordingKey(subject);
    if (await takeBack(subject, 'erase')) return;
    await files.removePrefix(key.workspaceId, recordingPrefix(key));
    await rows.erase(subject);
    await recordings.remove(key);
  };
