import type { Route } from '../../kernel/http/route.ts';
import { TaskView } from '../../tasks/task.contract.ts';
import { RecordingParams } from '../recording.contract.ts';
import { ChooseVersion, RunTopics, RunTranscription, VersionList } from './version.contract.ts';

const TOPICS = '/v1/recordings/{recording_id}/topics' as const;
const TRANSCRIPTS = '/v1/recordings/{recording_id}/transcripts' as const;

export const versionRoutes = [
  {
    method: 'GET',
    path: TOPICS,
    summary: 'List the versions of the topics and which one is active',
    right: 'recordings.read',
    params: RecordingParams,
    response: VersionList,
    use: 'listTopics',
  },
  {
    method: 'POST',
    path: TOPICS,
    summary: 'Find the topics again: a new version, which becomes the active one',
    right: 'recordings.change',
    params: RecordingParams,
    body: RunTopics,
    response: TaskView,
    status: 202,
    refuses: ['conflict', 'expired', 'illegal_transition', 'quota_exceeded', 'upload_incomplete'],
    noted: { action: 'recording.process', after: ['config'] },
    use: 'runTopics',
  },
  {
    method: 'PUT',
    path: `${TOPICS}/active`,
    summary: 'Choose a version of the topics; the next run publishes it',
    right: 'recordings.change',
    params: RecordingParams,
    body: ChooseVersion,
    response: VersionList,
    refuses: ['conflict'],
    noted: { action: 'recording.version', after: ['version'] },
    use: 'chooseTopics',
  },
  {
    method: 'GET',
    path: TRANSCRIPTS,
    summary: 'List the versions of the transcript and which one is active',
    right: 'recordings.read',
    params: RecordingParams,
    response: VersionList,
    use: 'listTranscripts',
  },
  {
    method: 'POST',
    path: TRANSCRIPTS,
    summary: 'Transcribe again: a new version, which becomes the active one',
    right: 'recordings.change',
    params: RecordingParams,
    body: RunTranscription,
    response: TaskView,
    status: 202,
    refuses: ['conflict', 'expired', 'illegal_transition', 'quota_exceeded', 'upload_incomplete'],
    noted: { action: 'recording.process', after: ['config'] },
    use: 'runTranscription',
  },
  {
    method: 'PUT',
    path: `${TRANSCRIPTS}/active`,
    summary: 'Choose a version of the transcript; the next run builds on it',
    right: 'recordings.change',
    params: RecordingParams,
    body: ChooseVersion,
    response: VersionList,
    refuses: ['conflict'],
    noted: { action: 'recording.version', after: ['version'] },
    use: 'chooseTranscript',
  },
] as const satisfies readonly Route[];
