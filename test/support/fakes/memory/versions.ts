import type { Versions } from '../../../../src/pipeline/stages/stage-version.ts';
import { copyOf, isRunning, type MemoryStore } from './store.ts';
import { subjectRow } from './subjects.ts';

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
      const state = store.rowsOf(seen.subject).stages.get(seen.stage);
      if (!row || row.deletedAt !== undefined || row.activeTaskId) return false;
      const isSeen =
        state?.madeFingerprint === seen.madeFingerprint && state?.chosenFor === seen.chosenFor;
      if (!state?.madeFingerprint || !isSeen) return false;
      store.rowsOf(chosen.subject).stages.set(chosen.stage, copyOf(chosen));
      return true;
    },
  };
}
