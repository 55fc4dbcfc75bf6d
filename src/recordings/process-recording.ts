import { idOf } from '../kernel/ids.ts';
import { type CheckPresetsDeps, checkPresets } from '../publishing/presets/check-presets.ts';
import { checkLanguage } from './check-language.ts';
import type { RecordingKey } from './recording-key.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

export type ProcessDeps = StartRunDeps &
  CheckPresetsDeps & {
    /** Languages that the engine in use understands; null for all. */
    speechLanguages: readonly string[] | null;
  };

type Order = { config?: Record<string, unknown> | undefined; operationId: string };

/** Queues a run over the whole pipeline; stages with a current result are skipped. */
export const processRecording =
  (deps: ProcessDeps) =>
  async (key: RecordingKey, { config, operationId }: Order) => {
    // Whether there is a sidecar is not known yet: then the words come from it, in any language.
    checkLanguage(config ?? {}, deps.speechLanguages, true);
    if (config) await checkPresets(deps)(key.workspaceId, config);
    const options = { configOverrides: config, taskId: idOf('task', operationId) };
    return startRun(deps)(key, options);
  };
