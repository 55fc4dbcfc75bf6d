import { expect, test } from 'vitest';
import { describeRecording } from '../../../src/recordings/describe-recording.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

test.each([
  { name: 'a promised hash', sha256: 'ab' },
  { name: 'no hash', sha256: undefined },
])('stages learn names, the date and $name', async ({ sha256 }) => {
  const it = idlePorts({ displayName: 'Rivers', sourceFileName: 'r.mp4', createdAt: 0, sha256 });
  expect(await describeRecording(it.ports.recordings)(it.subject)).toEqual({
    details: {
      displayName: 'Rivers',
      sourceFileName: 'r.mp4',
      createdAt: '1970-01-01T00:00:00.000Z',
    },
    promised: { original: sha256 },
    skipReason: expect.any(Function),
  });
});

test('of foreign and deleted recordings they learn nothing', async () => {
  const it = idlePorts();
  const describe = describeRecording(it.ports.recordings);
  expect(await describe({ ...it.subject, workspaceId: newWorkspaceId() })).toBeUndefined();
  it.recording.deletedAt = 5;
  expect(await describe(it.subject)).toBeUndefined();
});

test('a subject of another kind is a bug of the caller', async () => {
  const it = idlePorts();
  const described = describeRecording(it.ports.recordings)({ ...it.subject, kind: 'note' });
  await expect(described).rejects.toThrow(TypeError);
});

test.each([
  { name: 'a short one', durationSeconds: 60, isForced: undefined, code: 'blank' },
  { name: 'a long one', durationSeconds: 3600, isForced: undefined, code: undefined },
  { name: 'one that a person wants', durationSeconds: 60, isForced: true, code: undefined },
])('$name of a source is left out: $code', async ({ code, ...known }) => {
  const it = idlePorts({ source: 's3', sizeBytes: 100 * 1024 ** 2, ...known });
  const described = await describeRecording(it.ports.recordings)(it.subject);
  expect(described?.skipReason?.({})?.code).toBe(code);
});
