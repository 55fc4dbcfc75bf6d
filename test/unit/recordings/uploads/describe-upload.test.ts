import { expect, test } from 'vitest';
import { MAX_ANSWER_BYTES } from '../../../../src/kernel/http/idempotency.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { describeUpload } from '../../../../src/recordings/uploads/describe-upload.ts';
import { LINKS_PER_PAGE } from '../../../../src/recordings/uploads/upload-plan.ts';
import { worldOfUpload } from '../upload-world.ts';

function world(sizes: Record<number, number>, sizeBytes?: number) {
  const it = worldOfUpload(sizeBytes);
  it.arrive(sizes);
  return { ...it, describe: (from = 1) => describeUpload(it.ports)(it.key, from) };
}

test('an interrupted upload lists what arrived and links to the rest', async () => {
  const it = world({ 2: 10 });
  const view = await it.describe();
  const [second] = (await it.ports.uploads.received(it.upload)) ?? [];
  expect(view.received).toEqual([{ part_number: 2, size_bytes: 10, etag: second?.etag }]);
  expect(view.missing.map(row => [row.part_number, row.size_bytes])).toEqual([
    [1, 10],
    [3, 5],
  ]);
  expect(view.missing.map(({ url }) => new URL(url).searchParams.get('part'))).toEqual(['1', '3']);
  expect(view).toMatchObject({ next_part: null, part_count: 3 });
  expect(view.sidecar_url).toContain('sidecar');
});

test('each link takes as many bytes as its part has; that of subtitles as many as were promised', async () => {
  const it = world({ 2: 10 });
  const bytes = (url: string | null) => new URL(url ?? '').searchParams.get('bytes');
  const { missing, sidecar_url } = await it.describe();
  expect(missing.map(({ url }) => bytes(url))).toEqual(['10', '5']);
  expect(bytes(sidecar_url)).toBe('');
  if (it.recording.upload) it.recording.upload.sidecarBytes = 77;
  expect(bytes((await it.describe()).sidecar_url)).toBe('77');
});

test('where no sidecar was announced there is no link for one', async () => {
  const it = world({});
  if (it.recording.upload) it.recording.upload.sidecar = false;
  expect((await it.describe()).sidecar_url).toBeNull();
});

test('links of a large upload come in pages that miss none', async () => {
  const it = world({}, 10 * (LINKS_PER_PAGE * 2 + 7));
  const seen: number[] = [];
  let from: number | null = 1;
  while (from !== null) {
    const view: Awaited<ReturnType<typeof it.describe>> = await it.describe(from);
    seen.push(...view.missing.map(row => row.part_number));
    from = view.next_part;
  }
  expect(seen).toEqual(Array.from({ length: LINKS_PER_PAGE * 2 + 7 }, (_, index) => index + 1));
});

test('a page of the longest links fits into the row that keeps an answer', async () => {
  const it = world({}, 10 * LINKS_PER_PAGE * 2);
  // Of a bucket, a key, a signature, and the session's token of a role, which is the longest.
  const url = `https://bucket.s3.eu-central-1.amazonaws.com/?${'t'.repeat(3000)}`;
  const uploads = { ...it.ports.uploads, partLink: async () => url };
  const view = await describeUpload({ ...it.ports, uploads })(it.key, 1);
  expect(view.missing).toHaveLength(LINKS_PER_PAGE);
  expect(JSON.stringify(JSON.stringify(view)).length).toBeLessThan(MAX_ANSWER_BYTES);
});

test('an upload that was completed or has expired is a conflict', async () => {
  const it = world({});
  await it.ports.uploads.abort(it.upload);
  await expect(it.describe()).rejects.toMatchObject({ code: 'conflict' });
  delete it.recording.upload;
  await expect(it.describe()).rejects.toMatchObject({ code: 'conflict' });
});

test('an unknown recording is not found', async () => {
  const it = world({});
  const described = describeUpload(it.ports)({ ...it.key, recordingId: newId('recording') }, 1);
  await expect(described).rejects.toMatchObject({ code: 'not_found' });
});
