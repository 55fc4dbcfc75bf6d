import type { Clock } from '../kernel/clock.ts';
import type { StoredArtifact } from './artifact.ts';
import { isInterimKey, stagesPrefix } from './object-keys.ts';
import { type Pipelines, pipelineOf, type StageRow } from './pipeline.ts';
import type { Artifacts, Files, Stages, Subjects } from './ports.ts';
import type { Versions } from './stages/stage-version.ts';
import { validArtifacts } from './stages/valid-artifacts.ts';
import type { Subject } from './subject.ts';

type Deps = {
  pipelines: Pipelines;
  subjects: Pick<Subjects, 'find'>;
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
 * subject: its end asks again.
 *
 * The order makes it safe at any moment. What is removed was listed before it was seen that no
 * task is active, and what is kept is read after that. So whoever wrote a listed object has ended,
 * and has its last say in what is read; who starts later writes other keys, and rows that `remove`
 * leaves alone. Rows go before their objects: after a crash, the next call finds the objects.
 */
export const tidySubject =
  ({ pipelines, subjects, stages, versions, artifacts, files, clock }: Deps) =>
  async (subject: Subject): Promise<void> => {
    const { workspaceId } = subject;
    const rows = pipelineOf(pipelines, subject.kind).stages;
    const objects = await files.list(workspaceId, stagesPrefix(subject));
    const state = await subjects.find(subject);
    if (!state || state.activeTaskId) return;

    const stored = await artifacts.list(subject);
    const kept = new Set(await keptArtifacts({ stages, versions }, subject, rows, stored));
    for (const { name } of rows) {
      const old = stored.filter(artifact => artifact.stage === name && !kept.has(artifact));
      await artifacts.remove(subject, name, old);
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

/** What came in, current results, and every version a person may go back to. */
async function keptArtifacts(
  { stages, versions }: Pick<Deps, 'stages' | 'versions'>,
  subject: Subject,
  rows: readonly StageRow[],
  stored: readonly StoredArtifact[],
) {
  const states = await stages.list(subject);
  const valid = validArtifacts(stored, states);
  const versioned = rows.filter(({ keepsVersions }) => keepsVersions);
  const made = await Promise.all(versioned.map(({ name }) => versions.list(subject, name)));
  const isVersion = ({ stage, fingerprint }: StoredArtifact) =>
    made.flat().some(version => version.stage === stage && version.fingerprint === fingerprint);
  return [...valid, ...stored.filter(isVersion)];
}
