import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { completeUpload } from '../../../src/recordings/complete-upload.ts';
import { describeUpload } from '../../../src/recordings/describe-upload.ts';
import { originalKey, sidecarKey } from '../../../src/recordings/object-keys.ts';
import type { ReceivedPart, Uploads } from '../../../src/recordings/ports.ts';
import {
  LINKS_PER_PAGE,
  MAX_SIZE_BYTES,
  missingParts,
  PART_SIZE_BYTES,
  partCount,
  partSize,
} from '../../../src/recordings/upload-plan.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';

const UPLOAD = { uploadId: 'u1', partSizeBytes: 10, expiresAt: 9e12, sidecar: true };

function world(received: ReceivedPart[] | undefined, sizeBytes = 25) {
  const it = memoryPorts({
    recording: { status: 'DOWNLOADING', upload: UPLOAD, sizeBytes },
    task: { status: 'SUCCEEDED' },
  });
  delete it.recording.activeTaskId;
  const key = originalKey(it.key);
  const uploads: Uploads = {
    begin: async () => 'u1',
    partLink: async (_upload, part) => `https://files.example/part/${part}`,
    putLink: async () => 'https://files.example/sidecar',
    received: async () => received,
    complete: async () => void it.objects.set(key, new Uint8Array(sizeBytes)),
    abort: async () => undefined,
  };
  it.store.tasks.clear();
  const deps = { ...it.ports, uploads, newTaskId: () => newId('task') };
  return {
    ...it,
    started: () => [...it.store.tasks.keys()],
    complete: (body = {}) => completeUpload(deps)(it.key, body),
    describe: (from = 1) => describeUpload(deps)(it.key, from),
  };
}

const part = (partNumber: number, sizeBytes: number) => ({
  partNumber,
  sizeBytes,
  etag: `"e${partNumber}"`,
});
const WHOLE = [part(1, 10), part(2, 10), part(3, 5)];

test('complete joins the parts, takes in the sidecar and starts the first run', async () => {
  const it = world(WHOLE);
  it.objects.set(sidecarKey(it.key), new Uint8Array(3));
  const recording = await it.complete();
  expect(recording.status).toBe('DOWNLOADED');
  expect(it.stored.map(({ kind }) => kind)).toEqual(['original', 'sidecar']);
  expect(it.started()).toEqual([recording.lastTaskId]);
});

test('completing twice starts one run', async () => {
  const it = world(WHOLE);
  await it.complete();
  await it.complete();
  expect(it.started()).toHaveLength(1);
});

test.each([
  { name: 'a part is missing', received: [part(1, 10), part(3, 5)], named: ['parts.2'] },
  { name: 'a part is short', received: [part(1, 10), part(2, 9), part(3, 5)], named: ['parts.2'] },
  { name: 'nothing arrived', received: [], named: ['parts.1', 'parts.2', 'parts.3'] },
])('$name: the answer names what to send', async ({ received, named }) => {
  const it = world(received);
  const refused = it.complete();
  await expect(refused).rejects.toMatchObject({ code: 'upload_incomplete' });
  const { errors } = await refused.catch(error => error);
  expect(errors.map(({ path }: { path: string }) => path)).toEqual(named);
  expect(it.started()).toEqual([]);
});

test('a part that is not the one that was sent is refused', async () => {
  const parts = [{ part_number: 2, etag: 'other' }];
  const refused = world(WHOLE).complete({ parts });
  await expect(refused).rejects.toMatchObject({
    code: 'checksum_mismatch',
    errors: [{ path: 'parts.2.etag' }],
  });
});

test('an upload that expired says to begin anew', async () => {
  const refused = world(undefined).complete();
  await expect(refused).rejects.toMatchObject({ code: 'upload_incomplete' });
});

test('an interrupted upload lists what arrived and links to the rest', async () => {
  const view = await world([part(2, 10)]).describe();
  expect(view.received).toEqual([{ part_number: 2, size_bytes: 10, etag: '"e2"' }]);
  expect(view.missing.map(row => [row.part_number, row.size_bytes])).toEqual([
    [1, 10],
    [3, 5],
  ]);
  expect(view).toMatchObject({ next_part: null, part_count: 3 });
  expect(view.sidecar_url).toContain('sidecar');
});

test('links of a large upload come in pages that miss none', async () => {
  const it = world([], 10 * (LINKS_PER_PAGE * 2 + 7));
  const seen: number[] = [];
  let from: number | null = 1;
  while (from !== null) {
    const view: Awaited<ReturnType<typeof it.describe>> = await it.describe(from);
    seen.push(...view.missing.map(row => row.part_number));
    from = view.next_part;
  }
  expect(seen).toEqual(Array.from({ length: LINKS_PER_PAGE * 2 + 7 }, (_, index) => index + 1));
});

test('parts cover every file exactly, within the ten thousand of storage', () => {
  const size = fc.integer({ min: 1, max: MAX_SIZE_BYTES });
  fc.assert(
    fc.property(size, sizeBytes => {
      const count = partCount(sizeBytes, PART_SIZE_BYTES);
      expect(count).toBeLessThanOrEqual(10_000);
      const full = (count - 1) * PART_SIZE_BYTES;
      expect(full + partSize(count, sizeBytes, PART_SIZE_BYTES)).toBe(sizeBytes);
      expect(partSize(count, sizeBytes, PART_SIZE_BYTES)).toBeGreaterThan(0);
    }),
  );
});

test('what arrived whole is never asked for again', () => {
  const arrived = fc.uniqueArray(fc.integer({ min: 1, max: 30 }));
  fc.assert(
    fc.property(arrived, numbers => {
      const received = numbers.map(number => part(number, partSize(number, 295, 10)));
      const missing = missingParts(295, 10, received);
      expect([...missing, ...numbers].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
    }),
  );
});
