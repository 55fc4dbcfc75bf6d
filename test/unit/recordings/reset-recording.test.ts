import { expect, test } from 'vitest';
import type { TaskId } from '../../../src/kernel/ids.ts';
import type { RecordingStatus } from '../../../src/pipelines/recording-status.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { recordingSubject } from '../../../src/recordings/recording-key.ts';
import { resetRecording } from '../../../src/recordings/reset-recording.ts';
import { sampleRecording } from '../../support/samples.ts';

function world(recording: Recording | undefined) {
  const steps: unknown[] = [];
  const run = resetRecording({
    recordings: {
      find: async () => recording,
      change: async (_key, changes, { from }) => {
        if (!recording || recording.activeTaskId) return undefined;
        if (!from.includes(recording.status)) return undefined;
        const { status } = changes;
        return { ...recording, ...(status && { status }), failure: undefined };
      },
    },
    rows: { clear: async () => void steps.push('rows') },
    files: { removePrefix: async (_workspace, prefix) => void steps.push(prefix) },
    takeBack: async (subject, next) => {
      steps.push(subject, next);
      return true;
    },
    clock: () => 5000,
  });
  return { run, steps };
}

test('asks for the page to go, then removes what was made; the original stays', async () => {
  const recording = sampleRecording({ status: 'READY' });
  const { workspaceId, recordingId } = recording;
  const { run, steps } = world(recording);
  expect(await run(recording)).toMatchObject({ status: 'DOWNLOADED' });
  const stages = `workspaces/${workspaceId}/recordings/${recordingId}/stages/`;
  expect(steps).toEqual([recordingSubject(recording), undefined, 'rows', stages]);
});

const refused = (status: RecordingStatus, activeTaskId?: TaskId) =>
  sampleRecording({ status, ...(activeTaskId && { activeTaskId }) });

test.each([
  { name: 'an unknown one', recording: undefined, code: 'not_found' },
  { name: 'one that is worked on', recording: refused('PROCESSING', 'tsk_1'), code: 'conflict' },
  { name: 'an unfinished upload', recording: refused('DOWNLOADING'), code: 'upload_incomplete' },
])('$name is refused and keeps all it has', async ({ recording, code }) => {
  const { run, steps } = world(recording);
  await expect(run(recording ?? sampleRecording())).rejects.toMatchObject({ code });
  expect(steps).toEqual([]);
});
