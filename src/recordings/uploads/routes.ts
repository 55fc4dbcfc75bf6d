import type { Route } from '../../kernel/http/route.ts';
import {
  CompleteUpload,
  CreatedRecording,
  CreateRecording,
  GetUploadQuery,
  RecordingParams,
  RecordingView,
  UploadView,
} from '../recording.contract.ts';

const ONE = '/v1/recordings/{recording_id}' as const;

export const uploadRoutes = [
  {
    method: 'POST',
    path: '/v1/recordings',
    summary: 'Create a recording and get links to upload it in parts',
    right: 'recordings.change',
    body: CreateRecording,
    response: CreatedRecording,
    status: 201,
    refuses: ['not_found', 'quota_exceeded'],
    noted: {
      action: 'recording.create',
      after: ['display_name', 'file_name', 'size_bytes'],
      made: 'recording.recording_id',
    },
    use: 'createRecording',
  },
  {
    method: 'GET',
    path: `${ONE}/upload`,
    summary: 'See which parts arrived and get links for the others',
    right: 'recordings.change',
    params: RecordingParams,
    query: GetUploadQuery,
    response: UploadView,
    refuses: ['conflict'],
    use: 'getUpload',
  },
  {
    method: 'POST',
    path: `${ONE}/complete`,
    summary: 'Complete the upload; processing starts if the recording asks for it',
    right: 'recordings.change',
    params: RecordingParams,
    body: CompleteUpload,
    response: RecordingView,
    refuses: ['conflict', 'upload_incomplete', 'checksum_mismatch'],
    use: 'completeUpload',
  },
] as const satisfies readonly Route[];
