import { z } from 'zod';
import { ProcessingConfig } from '../../config/processing-config.contract.ts';
import type { TaskId } from '../../kernel/ids.ts';
import { startTask } from '../../pipeline/tasks/start-task.ts';
import { loadRecording } from '../load-recording.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { refuseWithoutOriginal } from '../refuse-without-original.ts';
import type { StartRunDeps } from '../runs/start-run.ts';

type Again = {
  /** The part of the config that the stage goes by. */
  part: 'topics' | 'transcription';
  /** Of that part, over what the recording has. */
  config: Record<string, unknown>;
  taskId: TaskId;
};

const Overrides = z.record(z.string(), z.unknown());
type Overrides = z.infer<typeof Overrides>;

/**
 * Queues a run in which one stage makes a new version, under equal settings as well; what the
 * others made is used where it fits.
 */
export const runAgain =
  (deps: StartRunDeps, check: (key: RecordingKey, overrides: Overrides) => Promise<void>) =>
  async (key: RecordingKey, { part, config, taskId }: Again) => {
    const recording = await loadRecording(deps.recordings, key);
    refuseWithoutOriginal(recording);
    const { configOverrides: own } = recording;
    const take = ProcessingConfig.parse(own)[part].take + 1;
    const settings = { ...Overrides.parse(own[part] ?? {}), enabled: true, ...config, take };
    const configOverrides = { ...own, [part]: settings };
    await check(key, configOverrides);
    return startTask(deps)(recordingSubject(key), { configOverrides, taskId });
  };
