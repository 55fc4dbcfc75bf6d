import { enginePorts } from '../../../src/wiring/engine.ts';
import { stateTable } from '../../../src/wiring/table.ts';
import { NOTE, notePipeline } from './note-pipeline.ts';

/** The engine on the table of its environment, knowing notes alone. */
export function noteEngine(table = stateTable()) {
  return {
    ...enginePorts(table),
    pipelines: { [NOTE]: notePipeline },
    configBelow: async () => [],
  };
}
