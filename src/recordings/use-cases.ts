import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { ID_PREFIX } from '../kernel/ids.ts';
import type { Artifacts, Commands, Files, Stages, Tasks } from '../pipeline/ports.ts';
import type { Versions } from '../pipeline/stages/stage-version.ts';
import { cancelTask } from '../pipeline/tasks/cancel-task.ts';
import { startTask } from '../pipeline/tasks/start-task.ts';
import { taskView } from '../pipeline/tasks/task-view.ts';
import { checkLanguage } from './check-language.ts';
import { completeUpload } from './complete-upload.ts';
import { createRecording } from './create-recording.ts';
import { deleteRecording } from './delete-recording.ts';
import { describeUpload, uploadView } from './describe-upload.ts';
import { editUseCases } from './edit/use-cases.ts';
import type { Recordings, TakeBack, Uploads } from './ports.ts';
import { recordingDetails } from './recording-details.ts';
import { RECORDING_STATUSES } from './recording-status.ts';
import { recordingView } from './recording-view.ts';
import { resetRecording } from './reset-recording.ts';
import type { recordingRoutes } from './routes.ts';
import { versionUseCases } from './versions/use-cases.ts';

export type RecordingDeps = {
  recordings: Recordings;
  uploads: Uploads;
  tasks: Tasks;
  stages: Stages;
  artifacts: Artifacts;
  versions: Versions;
  files: Files;
  commands: Commands;
  takeBack: TakeBack;
  /** Languages that the engine in use understands; null for all. */
  speechLanguages: readonly string[] | null;
  clock: Clock;
  newTaskId: () => string;
};

/** What each route of recordings does, in the API's own words. */
export function recordingUseCases(deps: RecordingDeps): UseCases<typeof recordingRoutes> {
  const { recordings, uploads, clock } = deps;
  return {
    ...editUseCases(deps),
    createRecording: async ({ workspaceId }, request, { operationId }) => {
      checkLanguage(request.config, deps.speechLanguages, request.sidecar !== undefined);
      const id = ID_PREFIX.recording + operationId;
      const recording = await createRecording(deps)(workspaceId, id, request);
      if (!recording.upload) throw new AppError('conflict', 'The upload is already complete.');
      const upload = await uploadView(uploads, recording, recording.upload, [], 1);
      return { recording: recordingView(recording), upload };
    },
    listRecordings: async ({ workspaceId }, { limit, cursor, ...filter }) => {
      const page = await recordings.list(workspaceId, filter, { limit, cursor });
      return { items: page.items.map(recordingView), cursor: page.cursor };
    },
    getRecording: ({ workspaceId }, { recording_id }) =>
      recordingDetails(deps)(workspaceId, recording_id),
    updateRecording: async ({ workspaceId }, { recording_id, display_name }) => {
      const changes = { displayName: display_name };
      const expected = { from: RECORDING_STATUSES };
      const now = clock();
      const changed = await recordings.change(workspaceId, recording_id, changes, expected, now);
      if (!changed) throw new AppError('not_found', 'No such recording.');
      return recordingView(changed);
    },
    deleteRecording: ({ workspaceId }, { recording_id }) =>
      deleteRecording(deps)(workspaceId, recording_id),
    getUpload: ({ workspaceId }, { recording_id, from_part }) =>
      describeUpload(deps)(workspaceId, recording_id, from_part),
    completeUpload: async ({ workspaceId }, { recording_id, parts }) =>
      recordingView(await completeUpload(deps)(workspaceId, recording_id, { parts })),
    processRecording: async ({ workspaceId }, { recording_id, config }, { operationId }) => {
      checkLanguage(config ?? {}, deps.speechLanguages, true);
      const taskId = ID_PREFIX.task + operationId;
      const options = { configOverrides: config, taskId };
      return taskView(await startTask(deps)(workspaceId, recording_id, options), clock());
    },
    retryRecording: async ({ workspaceId }, { recording_id }, { operationId }) => {
      const options = { from: ['FAILED'] as const, taskId: ID_PREFIX.task + operationId };
      return taskView(await startTask(deps)(workspaceId, recording_id, options), clock());
    },
    cancelRecording: async ({ workspaceId }, { recording_id }) => {
      const recording = await recordings.find(workspaceId, recording_id);
      if (!recording) throw new AppError('not_found', 'No such recording.');
      if (!recording.activeTaskId) throw new AppError('conflict', 'Nothing is running.');
      return taskView(await cancelTask(deps)(workspaceId, recording.activeTaskId), clock());
    },
    ...versionUseCases(deps),
    resetRecording: async ({ workspaceId }, { recording_id }) =>
      recordingView(await resetRecording(deps)(workspaceId, recording_id)),
  };
}
