import { expect, test } from 'vitest';
import { expireUpload } from '../../../../src/recordings/uploads/expire-upload.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

const upload = { uploadId: 'u1', partSizeBytes: 10, expiresAt: 5, sidecar: false };

function expiring(recording: Parameters<typeof memoryPorts>[0]) {
  const it = memoryPorts(recording);
  it.pending.set('u1', new Map());
  return { ...it, expire: () => expireUpload(it.ports)(it.key) };
}

test('an upload that nobody completed ends as a failure that says what to do', async () => {
  const it = expiring({ recording: { status: 'DOWNLOADING', upload } });
  await it.expire();
  expect(it.recording).toMatchObject({
    status: 'FAILED',
    failure: { stage: 'upload', code: 'upload_expired' },
  });
  expect(it.recording.upload).toBeUndefined();
  expect(it.pending.size).toBe(0);
});

test('a recording that arrived in time is left alone', async () => {
  const it = expiring({ recording: { status: 'DOWNLOADED' } });
  await it.expire();
  expect(it.recording.status).toBe('DOWNLOADED');
  expect(it.pending.size).toBe(1);
});
