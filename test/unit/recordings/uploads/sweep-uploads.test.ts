import { expect, test } from 'vitest';
import { sweepUploads } from '../../../../src/recordings/uploads/sweep-uploads.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { sampleRecording } from '../../../support/samples.ts';

test('uploads whose time is over end, of every workspace; the others go on', async () => {
  const it = idlePorts();
  const now = it.ports.clock();
  const uploading = (expiresAt: number) => {
    const uploadId = `u${it.pending.size}`;
    const upload = { uploadId, partSizeBytes: 10, expiresAt, sidecar: false };
    const row = sampleRecording({ status: 'DOWNLOADING', upload });
    it.store.recordings.set(row.recordingId, row);
    it.pending.set(uploadId, new Map());
    return row;
  };
  const rows = [now - 1, now - 1000, now + 1000].map(uploading);
  await sweepUploads(it.ports)();
  const statuses = () => rows.map(({ status }) => status);
  expect(statuses()).toEqual(['FAILED', 'FAILED', 'DOWNLOADING']);
  expect([...it.pending.keys()]).toEqual(['u2']);
  await sweepUploads(it.ports)();
  expect(statuses()).toEqual(['FAILED', 'FAILED', 'DOWNLOADING']);
  expect(it.recording.status).toBe('DOWNLOADED');
  expect(it.sent).toEqual([]);
});

test('a deleted recording is erased again once its last link is over', async () => {
  const it = idlePorts({ deletedAt: 5 });
  const now = it.ports.clock();
  await it.ports.recordings.leaveUntil(it.key, now + 1);
  await sweepUploads(it.ports)();
  expect(it.sent).toEqual([]);
  await it.ports.recordings.leaveUntil(it.key, now - 1);
  await sweepUploads(it.ports)();
  expect(it.sent).toEqual([{ command: 'erase', subject: it.subject }]);
});
