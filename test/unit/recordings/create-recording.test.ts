import { expect, test } from 'vitest';
import { createRecording } from '../../../src/recordings/create-recording.ts';
import { originalKey } from '../../../src/recordings/object-keys.ts';
import { CreateRecording } from '../../../src/recordings/recording.contract.ts';
import {
  PART_SIZE_BYTES,
  UPLOAD_LIFETIME_MS,
} from '../../../src/recordings/uploads/upload-plan.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';

const FILE = { file_name: 'My_talk.mp4', size_bytes: 25 };

function world() {
  const it = idlePorts();
  it.store.recordings.clear();
  const create = (request: object = {}) =>
    createRecording(it.ports)(it.key, CreateRecording.parse({ ...FILE, ...request }));
  return { ...it, create };
}

test('the recording waits for its parts, under the defaults', async () => {
  const it = world();
  const now = it.ports.clock();
  const created = await it.create();
  const [uploadId] = it.pending.keys();
  expect(created).toEqual({
    ...it.key,
    displayName: 'My talk',
    source: 'upload',
    sourceFileName: 'My_talk.mp4',
    status: 'DOWNLOADING',
    sizeBytes: 25,
    contentType: 'application/octet-stream',
    sha256: undefined,
    configOverrides: {},
    processOnArrival: true,
    startTime: now,
    upload: {
      uploadId,
      partSizeBytes: PART_SIZE_BYTES,
      expiresAt: now + UPLOAD_LIFETIME_MS,
      sidecar: false,
    },
    createdAt: now,
    updatedAt: now,
  });
  expect(uploadId).toContain(originalKey(it.key));
  expect(await it.ports.recordings.find(it.key)).toEqual(created);
});

test('what the client says is kept', async () => {
  const it = world();
  const config = { trim: { enabled: false } };
  const sha256 = 'a'.repeat(64);
  const sidecar = { file_name: 'talk.srt', size_bytes: 77 };
  const said = { display_name: 'Rivers', content_type: 'video/mp4', sha256, sidecar, config };
  expect(await it.create({ ...said, process: false })).toMatchObject({
    displayName: 'Rivers',
    contentType: 'video/mp4',
    sha256,
    configOverrides: config,
    processOnArrival: false,
    upload: { sidecar: true, sidecarBytes: 77 },
  });
});

test('a repeat finds the recording of the first try, and leaves no second upload', async () => {
  const it = world();
  const first = await it.create();
  expect(await it.create({ display_name: 'Other' })).toEqual(first);
  expect([...it.pending.keys()]).toEqual([first.upload?.uploadId]);
});

test('a repeat after the deletion is not found, and leaves no upload', async () => {
  const it = world();
  await it.create();
  const row = it.store.recordings.get(it.key.recordingId);
  if (row) row.deletedAt = 5;
  it.pending.clear();
  await expect(it.create()).rejects.toMatchObject({ code: 'not_found' });
  expect(it.pending.size).toBe(0);
});

test('a file that workers have no disk for is refused before the transfer, with field and limit', async () => {
  const it = world();
  const size_bytes = it.ports.largestUploadBytes;
  await expect(it.create({ size_bytes: size_bytes + 1 })).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'size_bytes', message: expect.stringContaining('Files to 1 GB') }],
  });
  expect([it.pending.size, it.store.recordings.size]).toEqual([0, 0]);
  expect(await it.create({ size_bytes })).toMatchObject({ sizeBytes: size_bytes });
});
