import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import type { RecordingId } from '../kernel/ids.ts';
import type { Artifacts, Commands, EngineRows, Files, Stages, Tasks } from '../pipeline/ports.ts';
import type { SettingsRows } from '../settings/ports.ts';
import type { Templates } from '../templates/ports.ts';
import { deleteRecording } from './delete-recording.ts';
import { getRecording } from './get-recording.ts';
import { listRecordings } from './list-recordings.ts';
import { loadRecording } from './load-recording.ts';
import { assignTemplate } from './mapping/assign-template.ts';
import type { Mappings } from './mapping/ports.ts';
import type { Recordings, TakeBack } from './ports.ts';
import type { RecordingKey } from './recording-key.ts';
import { recordingView } from './recording-view.ts';
import { resetRecording } from './reset-recording.ts';
import type { recordingRoutes } from './routes.ts';
import { updateRecording } from './update-recording.ts';

type Deps = {
  commands: Commands;
  recordings: Recordings;
  tasks: Pick<Tasks, 'find'>;
  stages: Stages;
  artifacts: Artifacts;
  rows: EngineRows;
  files: Files;
  takeBack: TakeBack;
  settings: Pick<SettingsRows, 'find'>;
  templates: Pick<Templates, 'find'>;
  mappings: Pick<Mappings, 'assign'>;
  clock: Clock;
};

/** What each route of recordings does, in the names of the API. */
export function recordingUseCases(deps: Deps): UseCases<typeof recordingRoutes> {
  return {
    listRecordings: ({ workspaceId }, { limit, cursor, ...filter }) =>
      listRecordings(deps)(workspaceId, filter, { limit, cursor }),
    getRecording: (caller, input) => getRecording(deps)(keyOf(caller, input)),
    updateRecording: async (caller, { recording_id: recordingId, ...change }, request) => {
      const { template_id: templateId, display_name: displayName } = change;
      const mapped =
        templateId === undefined
          ? undefined
          : await assignTemplate(deps)(caller, { recordingId, templateId }, request);
      const { workspaceId } = caller;
      const renamed =
        displayName === undefined
          ? undefined
          : await updateRecording(deps)({ workspaceId, recordingId }, { displayName });
      return recordingView(
        renamed ?? mapped ?? (await loadRecording(deps.recordings, { workspaceId, recordingId })),
      );
    },
    deleteRecording: (caller, input) => deleteRecording(deps)(keyOf(caller, input)),
    resetRecording: async (caller, input) =>
      recordingView(await resetRecording(deps)(keyOf(caller, input))),
  };
}

type Input = { recording_id: RecordingId };

const keyOf = ({ workspaceId }: Caller, { recording_id }: Input): RecordingKey => ({
  workspaceId,
  recordingId: recording_id,
});
