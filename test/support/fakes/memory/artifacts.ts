import type { Artifact, StoredArtifact } from '../../../../src/pipeline/artifact.ts';
import type { Artifacts } from '../../../../src/pipeline/ports.ts';
import { copyOf, isRunning, type MemoryStore } from './store.ts';
import { subjectRow } from './subjects.ts';

const rowKey = ({ stage, fingerprint, kind, variant }: StoredArtifact) =>
  [stage, fingerprint, kind, variant].join('#');

/** Artifacts in memory, under the same conditions as the table's. */
export function memoryArtifacts(store: MemoryStore): Artifacts {
  const put: Artifacts['put'] = async (subject, stage, made) => {
    const { artifacts } = store.rowsOf(subject);
    for (const artifact of made) {
      const row = { ...artifact, stage };
      const at = artifacts.findIndex(isSame(row));
      artifacts.splice(at < 0 ? artifacts.length : at, at < 0 ? 0 : 1, row);
    }
  };
  return {
    list: async (subject, leftOut) =>
      copyOf(store.rowsOf(subject).artifacts)
        .filter(({ kind }) => !leftOut?.has(kind))
        .sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1)),
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
      if (artifacts.some(isSame({ ...artifact, stage }))) return false;
      artifacts.push({ ...artifact, stage });
      return true;
    },
    remove: async (subject, stage, old) => {
      const { artifacts } = store.rowsOf(subject);
      for (const artifact of old) {
        const isOld = isSame({ ...artifact, stage });
        const at = artifacts.findIndex(row => isOld(row) && row.key === artifact.key);
        if (at >= 0) artifacts.splice(at, 1);
      }
    },
  };
}

const isSame = (wanted: Artifact & { stage: string }) => (row: StoredArtifact) =>
  rowKey(row) === rowKey(wanted);
