import type { Route } from '../kernel/http/route.ts';
import { RecordingCounts } from './lists/counts.contract.ts';
import { ListRecordingsQuery } from './lists/filter.contract.ts';
import {
  RecordingDetails,
  RecordingList,
  RecordingParams,
  RecordingView,
  UpdateRecording,
} from './recording.contract.ts';

const ONE = '/v1/recordings/{recording_id}' as const;

export const recordingRoutes = [
  {
    method: 'GET',
    path: '/v1/recordings',
    summary: 'List recordings, newest first',
    right: 'recordings.read',
    query: ListRecordingsQuery,
    response: RecordingList,
    use: 'listRecordings',
  },
  {
    method: 'GET',
    path: '/v1/recordings/counts',
    summary: 'Count recordings by status',
    right: 'recordings.read',
    response: RecordingCounts,
    use: 'countRecordings',
  },
  {
    method: 'GET',
    path: ONE,
    summary: 'Get a recording with its stages and links to its files',
    right: 'recordings.read',
    params: RecordingParams,
    response: RecordingDetails,
    use: 'getRecording',
  },
  {
    method: 'PATCH',
    path: ONE,
    summary: 'Rename a recording or give it another template; the next run goes by it',
    right: 'recordings.change',
    params: RecordingParams,
    body: UpdateRecording,
    response: RecordingView,
    noted: { action: 'recording.change', after: ['display_name'], onlyWith: 'display_name' },
    use: 'updateRecording',
  },
  {
    method: 'DELETE',
    path: ONE,
    summary: 'Delete a recording, its files and its published page',
    right: 'recordings.change',
    params: RecordingParams,
    status: 204,
    refuses: ['conflict'],
    noted: { action: 'recording.delete' },
    use: 'deleteRecording',
  },
  {
    method: 'POST',
    path: `${ONE}/reset`,
    summary: 'Remove all results and the page; the original stays',
    right: 'recordings.change',
    params: RecordingParams,
    response: RecordingView,
    refuses: ['conflict', 'expired', 'upload_incomplete'],
    noted: { action: 'recording.reset' },
    use: 'resetRecording',
  },
] as const satisfies readonly Route[];
