import { expect, test } from 'vitest';
import { artifactKey } from '../../../src/pipeline/object-keys.ts';
import { editVersionKey, originalKey } from '../../../src/recordings/object-keys.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { resetRecording } from '../../../src/recordings/reset-recording.ts';
import { idlePorts, memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const FAILURE = { stage: 'render', code: 'lost', reason: 'gone' };

/** A recording that was processed: files and rows of what came in and of what was made. */
function world(recording: Partial<Recording> = {}) {
  const it = idlePorts(recording);
  const made = { stage: 'render', fingerprint: 'f', taskId: it.run.taskId, fileName: 'video.mp4' };
  const keys = {
    original: originalKey(it.key),
    edit: editVersionKey(it.key, '000001-op.json'),
    video: artifactKey(it.subject, made),
  };
  for (const key of Object.values(keys)) it.objects.set(key, new Uint8Array(1));
  const content = { variant: '', content_type: 'a/b', size_bytes: 1, sha256: 's' };
  const source = { ...content, fingerprint: 'source', stage: 'source' };
  it.stored.push({ kind: 'original', key: keys.original, ...source });
  it.stored.push({ kind: 'video', key: keys.video, ...content, fingerprint: 'f', stage: 'render' });
  it.states.set('render', { ...it.run, stage: 'render', status: 'COMPLETED', attempts: 1 });
  const takenBack: unknown[] = [];
  const takeBack = async (subject: unknown, next?: string) => {
    takenBack.push(subject);
    expect(next).toBeUndefined();
    return true;
  };
  const reset = (key = it.key) => resetRecording({ ...it.ports, takeBack })(key);
  return { ...it, keys, takenBack, reset };
}

test.each(['DOWNLOADED', 'READY', 'FAILED', 'SKIPPED'] as const)(
  'what was made of a recording that is %s goes; what came in and what a person made stays',
  async status => {
    const it = world({ status, failure: FAILURE });
    const reset = await it.reset();
    expect(reset.status).toBe('DOWNLOADED');
    expect(reset.failure).toBeUndefined();
    expect(it.takenBack).toEqual([it.subject]);
    expect([...it.objects.keys()].sort()).toEqual([it.keys.edit, it.keys.original].sort());
    expect(it.stored.map(({ kind }) => kind)).toEqual(['original']);
    expect(it.states.size).toBe(0);
  },
);

test.each(['INITIALIZED', 'DOWNLOADING', 'PROCESSING'] as const)(
  'one that is %s has nothing to reset',
  async status => {
    const it = world({ status });
    await expect(it.reset()).rejects.toMatchObject({ code: 'upload_incomplete' });
    expect([it.objects.size, it.states.size, it.takenBack]).toEqual([3, 1, []]);
  },
);

test('while a task works on it nothing goes, and the answer names the task', async () => {
  const it = memoryPorts({ recording: { status: 'READY' } });
  const reset = resetRecording({ ...it.ports, takeBack: async () => false });
  await expect(reset(it.key)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(it.run.taskId),
  });
  expect(it.recording.status).toBe('READY');
});

test('a foreign recording is unknown', async () => {
  const it = world();
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  await expect(it.reset(foreign)).rejects.toMatchObject({ code: 'not_found' });
  expect(it.objects.size).toBe(3);
});

test('what runs found out goes, too: the next one looks anew', async () => {
  const skipReason = { code: 'blank', measured: { bytes: 1 }, limits: { bytes: 2 } };
  const it = world({ status: 'SKIPPED', skipReason, isForced: true, posterKey: 'a/b' });
  const reset = await it.reset();
  expect([reset.skipReason, reset.isForced, reset.posterKey]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
