import { artifactKey } from '../../../src/pipeline/object-keys.ts';
import { type RecordingKey, recordingSubject } from '../../../src/recordings/recording-key.ts';

/** A file that a stage of the recording made. */
export const resultKey = (key: RecordingKey) =>
  artifactKey(recordingSubject(key), {
    ...{ stage: 'render', fingerprint: 'f', taskId: 'tsk_1', fileName: 'video.mp4' },
  });
