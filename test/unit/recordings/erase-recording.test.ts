import { expect, test } from 'vitest';
import type { Subject } from '../../../src/pipeline/subject.ts';
import { eraseRecording } from '../../../src/recordings/erase-recording.ts';
import { recordingSubject } from '../../../src/recordings/recording-key.ts';
import { sampleRecording } from '../../support/samples.ts';

const subject = recordingSubject(sampleRecording());

function world(isPublic: boolean) {
  const steps: string[] = [];
  const asked: [Subject, string | undefined][] = [];
  const run = eraseRecording({
    recordings: { remove: async () => void steps.push('the recording') },
    rows: { erase: async () => void steps.push('rows') },
    files: { removePrefix: async (_workspace, prefix) => void steps.push(prefix) },
    takeBack: async (asker, next) => {
      asked.push([asker, next]);
      return isPublic;
    },
  });
  return { run, steps, asked };
}

test('what is public goes first, by somebody else who asks again', async () => {
  const { run, steps, asked } = world(true);
  await run(subject);
  expect(asked).toEqual([[subject, 'erase']]);
  expect(steps).toEqual([]);
});

test('then files, then rows, at last the recording', async () => {
  const { run, steps } = world(false);
  await run(subject);
  expect(steps).toEqual([
    `workspaces/${subject.workspaceId}/recordings/${subject.id}/`,
    'rows',
    'the recording',
  ]);
});
