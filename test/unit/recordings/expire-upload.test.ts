import { expect, test } from 'vitest';
import { expireUpload } from '../../../src/recordings/expire-upload.ts';
import type { UploadKey } from '../../../src/recordings/ports.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';

const upload = { uploadId: 'u1', partSizeBytes: 10, expiresAt: 5, sidecar: false };

function expiring(recording: Parameters<typeof memoryPorts>[0]) {
  const it = memoryPorts(recording);
  const aborted: string[] = [];
  const uploads = { abort: async ({ uploadId }: UploadKey) => void aborted.push(uploadId) };
  const expire = () => expireUpload({ ...it.ports, uploads })(it.key);
  return { ...it, aborted, expire };
}

test('an upload that nobody completed ends as a failure that says what to do', async () => {
  const it = expiring({ recording: { status: 'DOWNLOADING', upload } });
  await it.expire();
  expect(it.recording).toMatchObject({
    status: 'FAILED',
    failure: { stage: 'upload', code: 'upload_expired' },
  });
  expect(it.aborted).toEqual(['u1']);
});

test('a recording that arrived in time is left alone', async () => {
  const it = expiring({ recording: { status: 'DOWNLOADED' } });
  await it.expire();
  expect(it.recording.status).toBe('DOWNLOADED');
  expect(it.aborted).toEqual([]);
});
