import type { Route } from '../../kernel/http/route.ts';
import { ChangeConfig } from '../../settings/settings.contract.ts';
import { RecordingParams } from '../recording.contract.ts';
import { RecordingConfigView } from './config.contract.ts';

const CONFIG = '/v1/recordings/{recording_id}/config' as const;

export const recordingConfigRoutes = [
  {
    method: 'GET',
    path: CONFIG,
    summary: 'See what a recording is processed by and where each field comes from',
    right: 'recordings.read',
    params: RecordingParams,
    response: RecordingConfigView,
    use: 'getRecordingConfig',
  },
  {
    method: 'PUT',
    path: CONFIG,
    summary: 'Set what counts for a recording alone; what is left out is inherited',
    right: 'recordings.change',
    params: RecordingParams,
    body: ChangeConfig,
    response: RecordingConfigView,
    use: 'changeRecordingConfig',
  },
  {
    method: 'DELETE',
    path: CONFIG,
    summary: 'Take a recording back to what its template and its workspace say',
    right: 'recordings.change',
    params: RecordingParams,
    response: RecordingConfigView,
    refuses: ['version_conflict'],
    use: 'resetRecordingConfig',
  },
] as const satisfies readonly Route[];
