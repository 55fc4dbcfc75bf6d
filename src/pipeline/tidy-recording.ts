import type { Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { STAGES } from '../pipelines/recording.ts';
import { isInterimKey, stagesPrefix } from '../recordings/object-keys.ts';
import type { Recordings } from '../recordings/ports.ts';
import type { ArtifactScope, Artifacts, Files, Stages } from './ports.ts';
import type { Versions } from './stages/stage-version.ts';
import { validArtifacts } from './stages/valid-artifacts.ts';

type Deps = {
  recordings: Pick<Recordings, 'find'>;
  stages: Pick<Stages, 'list'>;
  versions: Pick<Versions, 'list'>;
  artifacts: Pick<Artifacts, 'list' | 'remove'>;
  files: Pick<Files, 'list' | 'remove'>;
  clock: Clock;
};

/** A paid job or finished parts help the next try this long; who finds none begins anew. */
const INTERIM_KEPT_MS = 7 * 24 * 3600 * 1000;

/**
 * Removes what stages made and nothing names any more: results that newer ones replaced, files of
 * runs that failed, and interim files that nobody came back for. Not while a task has the
 * recording: its end asks again.
 *
 * The order makes it safe at any moment. What is removed was listed before it was seen that no
 * task is active, and what is kept is read after that. So whoever wrote a listed object has ended,
 * and has its last say in what is read; who starts later writes other keys, and rows that `remove`
 * leaves alone. Rows go before their objects: after a crash, the next call finds the objects.
 */
export const tidyRecording =
  ({ recordings, stages, versions, artifacts, files, clock }: Deps) =>
  async (workspaceId: WorkspaceId, recordingId: string): Promise<void> => {
    const scope = { workspaceId, recordingId };
    const objects = await files.list(workspaceId, stagesPrefix(workspaceId, recordingId));
    const recording = await recordings.find(workspaceId, recordingId);
    if (!recording || recording.activeTaskId) return;

    const stored = await artifacts.list(scope);
    const kept = new Set(await keptArtifacts({ stages, versions }, scope, stored));
    for (const { name } of STAGES) {
      const old = stored.filter(artifact => artifact.stage === name && !kept.has(artifact));
      await artifacts.remove(scope, name, old);
    }
    const named = new Set([...kept].map(({ key }) => key));
    const interimSince = clock() - INTERIM_KEPT_MS;
    const unnamed = objects.filter(({ key, modifiedAt }) =>
      isInterimKey(key) ? modifiedAt < interimSince : !named.has(key),
    );
    await files.remove(
      workspaceId,
      unnamed.map(({ key }) => key),
    );
  };

type Stored = Awaited<ReturnType<Artifacts['list']>>;

/** What came in, what stands, and every version a person may go back to. */
async function keptArtifacts(
  { stages, versions }: Pick<Deps, 'stages' | 'versions'>,
  { workspaceId, recordingId }: ArtifactScope,
  stored: Stored,
) {
  const states = await stages.list(workspaceId, recordingId);
  const valid = validArtifacts(stored, states);
  const made = await Promise.all(
    STAGES.filter(stage => 'keepsVersions' in stage).map(({ name }) =>
      versions.list(workspaceId, recordingId, name),
    ),
  );
  const isVersion = ({ stage, fingerprint }: Stored[number]) =>
    made.flat().some(version => version.stage === stage && version.fingerprint === fingerprint);
  return [...valid, ...stored.filter(isVersion)];
}
