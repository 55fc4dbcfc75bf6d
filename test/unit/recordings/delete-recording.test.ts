import { describe, expect, test } from 'vitest';
import type { Command } from '../../../src/pipeline/ports.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import { deleteRecording, eraseRecording } from '../../../src/recordings/delete-recording.ts';
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
        change: async (_workspace, _id, change) => {
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
    const { workspaceId, recordingId } = recording;
    const { run, sent, changes } = world(recording);
    await run(workspaceId, recordingId);
    expect(changes).toEqual([{ deletedAt: 5000 }]);
    expect(sent).toEqual([{ command: 'erase', workspaceId, recordingId }]);
  });

  test.each([
    { name: 'an unknown one', recording: undefined, code: 'not_found' },
    {
      name: 'one that is worked on',
      recording: sampleRecording({ activeTaskId: 'tsk_1' }),
      code: 'conflict',
    },
  ])('$name is refused, and nothing is asked', async ({ recording, code }) => {
    const { workspaceId, recordingId } = recording ?? sampleRecording();
    const { run, sent } = world(recording);
    await expect(run(workspaceId, recordingId)).rejects.toMatchObject({ code });
    expect(sent).toEqual([]);
  });
});

describe('erasing', () => {
  const { workspaceId, recordingId } = sampleRecording();

  function world(isPublic: boolean) {
    const steps: string[] = [];
    const asked: [Subject, string | undefined][] = [];
    const run = eraseRecording({
      recordings: { erase: async () => void steps.push('rows') },
      files: { removePrefix: async (_workspace, prefix) => void steps.push(prefix) },
      takeBack: async (subject, next) => {
        asked.push([subject, next]);
        return isPublic;
      },
    });
    return { run, steps, asked };
  }

  test('what is public goes first, by somebody else who asks again', async () => {
    const { run, steps, asked } = world(true);
    await run(workspaceId, recordingId);
    expect(asked).toEqual([[recordingSubject({ workspaceId, recordingId }), 'erase']]);
    expect(steps).toEqual([]);
  });

  test('then files, then rows', async () => {
    const { run, steps } = world(false);
    await run(workspaceId, recordingId);
    expect(steps).toEqual([`workspaces/${workspaceId}/recordings/${recordingId}/`, 'rows']);
  });
});
