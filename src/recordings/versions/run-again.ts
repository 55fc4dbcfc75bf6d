import { z } from 'zod';
import { ProcessingConfig } from '../../config/processing-config.contract.ts';
import { AppError } from '../../kernel/errors.ts';
import { type StartDeps, startTask } from '../../pipeline/tasks/start-task.ts';
import type { Place } from './list-versions.ts';

type Again = {
  /** The part of the config that the stage goes by. */
  part: 'topics' | 'transcription';
  /** Of that part, over what the recording has. */
  config: Record<string, unknown>;
  taskId: string;
};

const Overrides = z.record(z.string(), z.unknown());

/**
 * Queues a run in which one stage makes a new version, under equal settings as well; what the
 * others made is used where it fits.
 */
export const runAgain =
  (deps: StartDeps, check: (place: Place, overrides: Record<string, unknown>) => Promise<void>) =>
  async (place: Place, { part, config, taskId }: Again) => {
    const { workspaceId, recordingId } = place;
    const recording = await deps.recordings.find(workspaceId, recordingId);
    if (!recording) throw new AppError('not_found', 'No such recording.');
    const { configOverrides: own } = recording;
    const take = ProcessingConfig.parse(own)[part].take + 1;
    const settings = { ...Overrides.parse(own[part] ?? {}), enabled: true, ...config, take };
    const configOverrides = { ...own, [part]: settings };
    await check(place, configOverrides);
    return startTask(deps)(workspaceId, recordingId, { configOverrides, taskId });
  };
