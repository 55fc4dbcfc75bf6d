import { SOURCE } from '../../../../src/pipeline/artifact.ts';
import type { EngineRows } from '../../../../src/pipeline/ports.ts';
import type { MemoryStore } from './store.ts';

/** The engine's rows in memory, removed as a whole. */
export function memoryEngineRows(store: MemoryStore): EngineRows {
  const clear: EngineRows['clear'] = async subject => {
    const { stages, versions, artifacts } = store.rowsOf(subject);
    stages.clear();
    versions.splice(0);
    const kept = artifacts.filter(({ stage }) => stage === SOURCE);
    artifacts.splice(0, artifacts.length, ...kept);
  };
  return {
    clear,
    forgetFiles: async subject => {
      const { versions, artifacts } = store.rowsOf(subject);
      versions.splice(0);
      artifacts.splice(0);
    },
    erase: async subject => {
      await clear(subject);
      store.rowsOf(subject).artifacts.splice(0);
    },
  };
}
