import { ProcessingConfig } from '../../config/processing-config.contract.ts';
import { toIso } from '../../kernel/clock.ts';
import { type StageName, stageDefinition } from '../../pipelines/recording.ts';
import type { Recordings } from '../../recordings/ports.ts';
import type { Recording } from '../../recordings/recording.ts';
import type { Artifacts, Stages, TaskKey, Tasks } from '../ports.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { StageRecording } from './stage.ts';
import { StageError } from './stage-error.ts';
import type { Versions } from './stage-version.ts';
import { validArtifacts } from './valid-artifacts.ts';

export type ContextDeps = {
  recordings: Pick<Recordings, 'find'>;
  tasks: Pick<Tasks, 'find'>;
  stages: Pick<Stages, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  versions: Pick<Versions, 'list'>;
  /** Who would do a stage's work now: a part of its fingerprint. */
  provider: (stage: StageName, config: ProcessingConfig, hasSidecar: boolean) => string;
};

/** Everything a stage's beginning and its run must agree on, read afresh from the table. */
export const stageContext =
  ({ recordings, tasks, stages, artifacts, versions, provider }: ContextDeps) =>
  async (key: TaskKey, name: StageName) => {
    const { workspaceId, recordingId, taskId } = key;
    const stage = stageDefinition(name);
    const [recording, task, states, stored, earlier] = await Promise.all([
      recordings.find(workspaceId, recordingId),
      tasks.find(workspaceId, taskId),
      stages.list(workspaceId, recordingId),
      artifacts.list({ workspaceId, recordingId }),
      stage.keepsVersions ? versions.list(workspaceId, recordingId, name) : [],
    ]);
    const stopped = task?.status !== 'RUNNING' || task.cancelRequestedAt !== undefined;
    if (!recording || stopped) throw new StageError('cancelled');

    const config = ProcessingConfig.parse(recording.configOverrides);
    const valid = validArtifacts(stored, states);
    const hasSidecar = valid.some(({ kind }) => kind === 'sidecar');
    const facts = stageRecording(recording);
    const fingerprint = fingerprintOf(stage, {
      artifacts: valid,
      config,
      recording: facts,
      provider: provider(name, config, hasSidecar),
    });
    const state = states.find(candidate => candidate.stage === name);
    return {
      stage,
      recording: facts,
      original: recording,
      config,
      valid,
      stored,
      state,
      fingerprint,
      versions: earlier,
    };
  };

export type StageContext = Awaited<ReturnType<ReturnType<typeof stageContext>>>;

const stageRecording = (recording: Recording): StageRecording => ({
  recordingId: recording.recordingId,
  workspaceId: recording.workspaceId,
  displayName: recording.displayName,
  sourceFileName: recording.sourceFileName,
  createdAt: toIso(recording.createdAt),
});
