import { type Artifact, SOURCE } from '../../../../src/pipeline/artifact.ts';
import type { Artifacts, EngineRows, Stages } from '../../../../src/pipeline/ports.ts';
import type { StageState } from '../../../../src/pipeline/stages/stage-state.ts';
import type { Versions } from '../../../../src/pipeline/stages/stage-version.ts';
import type { RunKey } from '../../../../src/pipeline/tasks/task.ts';
import { copyOf, type MemoryStore } from './store.ts';
import { subjectRow } from './subjects.ts';

const isRunning = ({ tasks }: MemoryStore, { taskId }: Pick<RunKey, 'taskId'>) =>
  tasks.get(taskId)?.status === 'RUNNING';

/** Stages in memory, under the same conditions as the table's. */
export function memoryStages(store: MemoryStore): Stages {
  const put = async (state: StageState) => {
    if (!isRunning(store, state)) return false;
    store.rowsOf(state.subject).stages.set(state.stage, copyOf(state));
    return true;
  };
  return {
    list: async subject => [...store.rowsOf(subject).stages.values()].map(copyOf),
    put,
    complete: put,
  };
}

/** Artifacts in memory, under the same conditions as the table's. */
export function memoryArtifacts(store: MemoryStore): Artifacts {
  const isSame = (stage: string, made: Artifact) => (row: Artifact & { stage: string }) =>
    row.stage === stage &&
    row.fingerprint === made.fingerprint &&
    row.kind === made.kind &&
    row.variant === made.variant;
  const put: Artifacts['put'] = async (subject, stage, made) => {
    const { artifacts } = store.rowsOf(subject);
    for (const artifact of made) {
      const at = artifacts.findIndex(isSame(stage, artifact));
      const row = { ...artifact, stage };
      artifacts.splice(at < 0 ? artifacts.length : at, at < 0 ? 0 : 1, row);
    }
  };
  return {
    list: async subject => copyOf(store.rowsOf(subject).artifacts),
    put,
    putMade: async (run, stage, made) => {
      if (!isRunning(store, run)) return false;
      await put(run.subject, stage, made);
      return true;
    },
    insert: async (subject, stage, artifact) => {
      const row = subjectRow(store, subject);
      const { artifacts } = store.rowsOf(subject);
      if (!row || row.deletedAt !== undefined) return false;
      if (artifacts.some(isSame(stage, artifact))) return false;
      artifacts.push({ ...artifact, stage });
      return true;
    },
    remove: async (subject, stage, old) => {
      const { artifacts } = store.rowsOf(subject);
      for (const { key } of old) {
        const at = artifacts.findIndex(row => row.stage === stage && row.key === key);
        if (at >= 0) artifacts.splice(at, 1);
      }
    },
  };
}

/** Versions in memory, under the same conditions as the table's. */
export function memoryVersions(store: MemoryStore): Versions {
  return {
    list: async (subject, stage) =>
      copyOf(store.rowsOf(subject).versions.filter(version => version.stage === stage)),
    complete: async state => {
      if (!isRunning(store, state)) return false;
      const { subject, stage, note, facts, madeFingerprint: fingerprint, finishedAt } = state;
      const { stages, versions } = store.rowsOf(subject);
      stages.set(stage, copyOf(state));
      const known = versions.filter(version => version.stage === stage);
      if (known.some(version => version.fingerprint === fingerprint)) return true;
      const row = { subject, stage, fingerprint, number: known.length + 1, createdAt: finishedAt };
      versions.push({ ...row, ...(note && { note }), ...(facts && { facts }) });
      return true;
    },
    choose: async (seen, chosen) => {
      const row = subjectRow(store, seen.subject);
      const { stages } = store.rowsOf(seen.subject);
      const state = stages.get(seen.stage);
      if (!row || row.deletedAt !== undefined || row.activeTaskId) return false;
      const isSeen =
        state?.madeFingerprint === seen.madeFingerprint && state?.chosenFor === seen.chosenFor;
      if (!state || !isSeen) return false;
      stages.set(chosen.stage, copyOf(chosen));
      return true;
    },
  };
}

/** The engine's rows in memory, removed as a whole. */
export function memoryRows(store: MemoryStore): EngineRows {
  const clear: EngineRows['clear'] = async subject => {
    const { stages, versions, artifacts } = store.rowsOf(subject);
    stages.clear();
    versions.splice(0);
    const kept = artifacts.filter(({ stage }) => stage === SOURCE);
    artifacts.splice(0, artifacts.length, ...kept);
  };
  return {
    clear,
    erase: async subject => {
      await clear(subject);
      store.rowsOf(subject).artifacts.splice(0);
    },
  };
}
