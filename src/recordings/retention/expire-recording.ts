import type { Clock } from '../../kernel/clock.ts';
import type { EngineRows, Files } from '../../pipeline/ports.ts';
import type { Subject } from '../../pipeline/subject.ts';
import type { SettingsRows } from '../../settings/ports.ts';
import { recordingPrefix } from '../object-keys.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import { recordingKey } from '../recording-key.ts';
import { EXPIRABLE, expiresAt } from './expires-at.ts';

type Deps = {
  recordings: Pick<Recordings, 'find' | 'change' | 'setStored'>;
  rows: Pick<EngineRows, 'forgetFiles'>;
  files: Pick<Files, 'removePrefix'>;
  settings: Pick<SettingsRows, 'find'>;
  clock: Clock;
};

/**
 * Ends what its workspace does not keep any longer: the original and all that was made of it go, what
 * was published stays. The status comes first, so that nothing begins with files that are about to go;
 * until the last of them is gone the sweeper asks again. Safe to repeat.
 */
export const expireRecording =
  (deps: Deps) =>
  async (subject: Subject): Promise<void> => {
    const { recordings, rows, files, clock } = deps;
    const key = recordingKey(subject);
    const recording = await recordings.find(key);
    if (!recording || !(await isOver(deps, recording))) return;
    // Rows first: nobody is given links to what is going.
    await rows.forgetFiles(subject);
    await files.removePrefix(key.workspaceId, recordingPrefix(key));
    await recordings.setStored(key, 0);
    await recordings.change(key, { hasLeftovers: null }, { from: ['EXPIRED'] }, clock());
  };

/** Looks again: the workspace may have decided otherwise since this was asked for. */
async function isOver({ recordings, settings, clock }: Deps, recording: Recording) {
  if (recording.status === 'EXPIRED') return true;
  const { retentionDays } = await settings.find(recording.workspaceId);
  const end = expiresAt(recording, retentionDays);
  const now = clock();
  if (end === undefined || end > now) return false;
  const changes = { status: 'EXPIRED', hasLeftovers: true, posterKey: null } as const;
  const expected = { from: EXPIRABLE, activeTaskId: null };
  return (await recordings.change(recording, changes, expected, now)) !== undefined;
}
