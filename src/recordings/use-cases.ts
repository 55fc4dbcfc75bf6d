import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { idOf, type RecordingId } from '../kernel/ids.ts';
import type { Artifacts, EngineRows, Files, Stages, Tasks } from '../pipeline/ports.ts';
import type { Versions } from '../pipeline/stages/stage-version.ts';
import type { Task } from '../pipeline/tasks/task.ts';
import { taskView } from '../tasks/task-view.ts';
import { cancelRecording } from './cancel-recording.ts';
import { checkLanguage } from './check-language.ts';
import { createRecording } from './create-recording.ts';
import { deleteRecording } from './delete-recording.ts';
import { getRecording } from './get-recording.ts';
import { listRecordings } from './list-recordings.ts';
import type { Recordings, TakeBack, Uploads } from './ports.ts';
import { type ProcessDeps, processRecording } from './process-recording.ts';
import type { RecordingKey } from './recording-key.ts';
import { recordingView } from './recording-view.ts';
import { resetRecording } from './reset-recording.ts';
import { retryRecording } from './retry-recording.ts';
import type { recordingRoutes } from './routes.ts';
import { updateRecording } from './update-recording.ts';
import { completeUpload } from './uploads/complete-upload.ts';
import { describeUpload, uploadView } from './uploads/describe-upload.ts';
import type { UploadLimit } from './uploads/upload-limit.ts';
import { versionUseCases } from './versions/use-cases.ts';

export type RecordingDeps = ProcessDeps &
  UploadLimit & {
    recordings: Recordings;
    uploads: Uploads;
    tasks: Tasks;
    stages: Stages;
    artifacts: Artifacts;
    versions: Versions;
    rows: EngineRows;
    files: Files;
    takeBack: TakeBack;
    clock: Clock;
  };

/** What each route of recordings does, in the names of the API. */
export function recordingUseCases(deps: RecordingDeps): UseCases<typeof recordingRoutes> {
  const shown = async (task: Promise<Task>) => taskView(await task, deps.clock());
  return {
    ...versionUseCases(deps),
    createRecording: async ({ workspaceId }, request, { operationId }) => {
      checkLanguage(request.config, deps.speechLanguages, request.sidecar !== undefined);
      const key = { workspaceId, recordingId: idOf('recording', operationId) };
      const recording = await createRecording(deps)(key, request);
      if (!recording.upload) throw new AppError('conflict', 'The upload is already complete.');
      const upload = await uploadView(deps.uploads, recording, recording.upload, [], 1);
      return { recording: recordingView(recording), upload };
    },
    listRecordings: ({ workspaceId }, { limit, cursor, ...filter }) =>
      listRecordings(deps)(workspaceId, filter, { limit, cursor }),
    getRecording: (caller, input) => getRecording(deps)(keyOf(caller, input)),
    updateRecording: async (caller, { display_name, ...input }) =>
      recordingView(
        await updateRecording(deps)(keyOf(caller, input), { displayName: display_name }),
      ),
    deleteRecording: (caller, input) => deleteRecording(deps)(keyOf(caller, input)),
    getUpload: (caller, { from_part, ...input }) =>
      describeUpload(deps)(keyOf(caller, input), from_part),
    completeUpload: async (caller, { parts, ...input }) =>
      recordingView(await completeUpload(deps)(keyOf(caller, input), { parts })),
    processRecording: (caller, { config, ...input }, { operationId }) =>
      shown(processRecording(deps)(keyOf(caller, input), { config, operationId })),
    retryRecording: (caller, input, { operationId }) =>
      shown(retryRecording(deps)(keyOf(caller, input), operationId)),
    cancelRecording: (caller, input) => shown(cancelRecording(deps)(keyOf(caller, input))),
    resetRecording: async (caller, input) =>
      recordingView(await resetRecording(deps)(keyOf(caller, input))),
  };
}

type Input = { recording_id: RecordingId };

const keyOf = ({ workspaceId }: Caller, { recording_id }: Input): RecordingKey => ({
  workspaceId,
  recordingId: recording_id,
});
