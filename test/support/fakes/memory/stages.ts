import type { Stages } from '../../../../src/pipeline/ports.ts';
import type { StageState } from '../../../../src/pipeline/stages/stage-state.ts';
import { copyOf, isRunning, type MemoryStore } from './store.ts';

/** Stages in memory, under the same conditions as the table's. */
export function memoryStages(store: MemoryStore): Stages {
  const put = async (state: StageState) => {
    if (!isRunning(store, state)) return false;
    store.rowsOf(state.subject).stages.set(state.stage, copyOf(state));
    return true;
  };
  return {
    list: async subject =>
      copyOf([...store.rowsOf(subject).stages.values()]).sort((a, b) =>
        a.stage < b.stage ? -1 : 1,
      ),
    put,
    complete: put,
  };
}
