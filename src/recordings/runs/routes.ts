import type { Route } from '../../kernel/http/route.ts';
import { TaskView } from '../../tasks/task.contract.ts';
import { ProcessRecording, RecordingParams } from '../recording.contract.ts';
import { versionRoutes } from '../versions/routes.ts';

const ONE = '/v1/recordings/{recording_id}' as const;

export const runRoutes = [
  {
    method: 'POST',
    path: `${ONE}/process`,
    summary: 'Run the whole pipeline; stages with nothing to do are skipped',
    right: 'recordings.change',
    params: RecordingParams,
    body: ProcessRecording,
    response: TaskView,
    status: 202,
    refuses: ['conflict', 'illegal_transition', 'upload_incomplete'],
    use: 'processRecording',
  },
  {
    method: 'POST',
    path: `${ONE}/retry`,
    summary: 'Go on from the stage that failed',
    right: 'recordings.change',
    params: RecordingParams,
    response: TaskView,
    status: 202,
    refuses: ['conflict', 'illegal_transition', 'upload_incomplete'],
    use: 'retryRecording',
  },
  {
    method: 'POST',
    path: `${ONE}/cancel`,
    summary: 'Cancel the run under way',
    right: 'recordings.change',
    params: RecordingParams,
    response: TaskView,
    status: 202,
    refuses: ['conflict'],
    use: 'cancelRecording',
  },
  ...versionRoutes,
] as const satisfies readonly Route[];
