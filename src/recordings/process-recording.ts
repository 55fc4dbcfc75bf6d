import { idOf } from '../kernel/ids.ts';
import { type StartDeps, startTask } from '../pipeline/tasks/start-task.ts';
import { checkLanguage } from './check-language.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';

export type ProcessDeps = StartDeps & {
  /** Languages that the engine in use understands; null for all. */
  speechLanguages: readonly string[] | null;
};

type Order = { config?: Record<string, unknown> | undefined; operationId: string };

/** Queues a run over the whole pipeline; stages with a current result are skipped. */
export const processRecording =
  (deps: ProcessDeps) =>
  (key: RecordingKey, { config, operationId }: Order) => {
    // Whether there is a sidecar is not known yet: then the words come from it, in any language.
    checkLanguage(config ?? {}, deps.speechLanguages, true);
    const options = { configOverrides: config, taskId: idOf('task', operationId) };
    return startTask(deps)(recordingSubject(key), options);
  };
