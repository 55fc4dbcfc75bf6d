import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/pipeline/ports.ts';
import { deleteRecording } from '../../../src/recordings/delete-recording.ts';
import type { RecordingChanges } from '../../../src/recordings/ports.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { recordingSubject } from '../../../src/recordings/recording-key.ts';
import { sampleRecording } from '../../support/samples.ts';

describe('deleting', () => {
  function world(recording: Recording | undefined) {
    const sent: Command[] = [];
    const changes: RecordingChanges[] = [];
    const run = deleteRecording({
      recordings: {
        find: async () => recording,
        change: async (_key, change) => {
          if (!recording || recording.activeTaskId) return undefined;
          changes.push(change);
          return recording;
        },
      },
      commands: { send: async command => void sent.push(command) },
      clock: () => 5000,
    });
    return { run, sent, changes };
  }

  test('marks it and asks for the rest', async () => {
    const recording = sampleRecording();
    const { run, sent, changes } = world(recording);
    await run(recording);
    expect(changes).toEqual([{ deletedAt: 5000 }]);
    expect(sent).toEqual([{ command: 'erase', subject: recordingSubject(recording) }]);
  });

  test.each([
    { name: 'an unknown one', recording: undefined, code: 'not_found' },
    {
      name: 'one that is worked on',
      recording: sampleRecording({ activeTaskId: 'tsk_1' }),
      code: 'conflict',
    },
  ])('$name is refused, and nothing is asked', async ({ recording, code }) => {
    const { run, sent } = world(recording);
    await expect(run(recording ?? sampleRecording())).rejects.toMatchObject({ code });
    expect(sent).toEqual([]);
  });
});
