import * as z from 'zod';
import { effectiveConfig } from '../../config/effective.ts';
import type { ProcessingConfig } from '../../config/processing-config.contract.ts';
import type { Overrides } from '../../config/resolve.ts';
import type { TaskId } from '../../kernel/ids.ts';
import { startTask } from '../../pipeline/tasks/start-task.ts';
import { type LayerDeps, layersBelow } from '../config/layers.ts';
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
  requestId?: string | undefined;
};

const Part = z.record(z.string(), z.unknown());

/**
 * Queues a run in which one stage makes a new version, under equal settings as well; what the
 * others made is used where it fits.
 */
export const runAgain =
  (
    deps: StartRunDeps & LayerDeps,
    check: (key: RecordingKey, config: ProcessingConfig) => Promise<void>,
  ) =>
  async (key: RecordingKey, { part, config, taskId, requestId }: Again) => {
    const recording = await loadRecording(deps.recordings, key);
    refuseWithoutOriginal(recording);
    const { configOverrides: own } = recording;
    const { layers } = await layersBelow(deps, recording);
    const withOwn = (value: Overrides) =>
      effectiveConfig([...layers, { name: 'recording', value }]).config;
    const take = withOwn(own)[part].take + 1;
    const settings = { ...Part.parse(own[part] ?? {}), enabled: true, ...config, take };
    const configOverrides = { ...own, [part]: settings };
    await check(key, withOwn(configOverrides));
    return startTask(deps)(recordingSubject(key), { configOverrides, taskId, requestId });
  };
