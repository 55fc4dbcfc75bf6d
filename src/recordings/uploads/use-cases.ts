import { acceptedConfig } from '../../config/effective.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { UseCases } from '../../kernel/http/use-cases.ts';
import { idOf, type RecordingId } from '../../kernel/ids.ts';
import { type CheckReferencesDeps, checkReferences } from '../../publishing/check-references.ts';
import type { SettingsRows } from '../../settings/ports.ts';
import { workspaceLayer } from '../../settings/settings.ts';
import type { AcceptDeps } from '../accept-original.ts';
import { checkLanguage } from '../check-language.ts';
import { createRecording } from '../create-recording.ts';
import type { Recordings, Uploads } from '../ports.ts';
import type { RecordingKey } from '../recording-key.ts';
import { recordingView } from '../recording-view.ts';
import { completeUpload } from './complete-upload.ts';
import { describeUpload, uploadView } from './describe-upload.ts';
import type { uploadRoutes } from './routes.ts';
import type { UploadLimit } from './upload-limit.ts';

type Deps = AcceptDeps &
  CheckReferencesDeps &
  UploadLimit & {
    recordings: Pick<Recordings, 'insert' | 'find' | 'change'>;
    uploads: Uploads;
    settings: Pick<SettingsRows, 'find'>;
    /** Languages that the engine in use understands; null for all. */
    speechLanguages: readonly string[] | null;
  };

/** What each route of uploads does, in the names of the API. */
export function uploadUseCases(deps: Deps): UseCases<typeof uploadRoutes> {
  return {
    createRecording: async ({ workspaceId }, request, { operationId }) => {
      const below = workspaceLayer(await deps.settings.find(workspaceId));
      const { config } = acceptedConfig([below, { name: 'recording', value: request.config }]);
      checkLanguage(config, deps.speechLanguages, request.sidecar !== undefined);
      await checkReferences(deps)(workspaceId, request.config);
      const key = { workspaceId, recordingId: idOf('recording', operationId) };
      const recording = await createRecording(deps)(key, request);
      if (!recording.upload) throw new AppError('conflict', 'The upload is already complete.');
      const upload = await uploadView(deps.uploads, recording, recording.upload, [], 1);
      return { recording: recordingView(recording), upload };
    },
    getUpload: (caller, { from_part, ...input }) =>
      describeUpload(deps)(keyOf(caller, input), from_part),
    completeUpload: async (caller, { parts, ...input }) =>
      recordingView(await completeUpload(deps)(keyOf(caller, input), { parts })),
  };
}

type Input = { recording_id: RecordingId };

const keyOf = ({ workspaceId }: Caller, { recording_id }: Input): RecordingKey => ({
  workspaceId,
  recordingId: recording_id,
});
