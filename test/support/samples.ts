import { newId, trustedWorkspaceId } from '../../src/kernel/ids.ts';
import type { Task } from '../../src/pipeline/tasks/task.ts';
import type { Recording } from '../../src/recordings/recording.ts';
import { type RecordingKey, recordingSubject } from '../../src/recordings/recording-key.ts';

export const newWorkspaceId = () => trustedWorkspaceId(newId('workspace'));

/** A recording whose upload is complete; override what a test is about. */
export const sampleRecording = (changes: Partial<Recording> = {}): Recording => ({
  workspaceId: newWorkspaceId(),
  recordingId: newId('recording'),
  displayName: 'Rivers and valleys',
  source: 'upload',
  sourceFileName: 'rivers.mp4',
  status: 'DOWNLOADED',
  sizeBytes: 1000,
  contentType: 'video/mp4',
  configOverrides: {},
  processOnArrival: true,
  startTime: 1_700_000_000_000,
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
  ...changes,
});

/** A task that waits to work on the recording. */
export const sampleTask = (key: RecordingKey, changes: Partial<Task> = {}): Task => ({
  subject: recordingSubject(key),
  taskId: newId('task'),
  status: 'QUEUED',
  progress: {},
  version: 1,
  createdAt: 1_700_000_000_000,
  ...changes,
});
