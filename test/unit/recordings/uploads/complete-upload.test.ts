import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { INPUT_LIMITS } from '../../../../src/kernel/input-limits.ts';
import { sidecarKey } from '../../../../src/recordings/object-keys.ts';
import type { CompleteUpload } from '../../../../src/recordings/recording.contract.ts';
import { completeUpload } from '../../../../src/recordings/uploads/complete-upload.ts';
import { WHOLE, worldOfUpload } from '../upload-world.ts';

function world(sizes: Record<number, number>, sizeBytes?: number) {
  const it = worldOfUpload(sizeBytes);
  it.arrive(sizes);
  const complete = (body: CompleteUpload = {}) => completeUpload(it.ports)(it.key, body);
  return { ...it, complete };
}

test('complete joins the parts, takes in the sidecar and starts the first run', async () => {
  const it = world(WHOLE);
  it.objects.set(sidecarKey(it.key), new Uint8Array(3));
  const recording = await it.complete();
  expect(recording).toMatchObject({ status: 'DOWNLOADED', sizeBytes: 25 });
  expect(it.objects.get(it.upload.key)).toHaveLength(25);
  expect(it.stored.map(({ kind }) => kind)).toEqual(['original', 'sidecar']);
  expect(it.started()).toEqual([recording.lastTaskId]);
});

test('subtitles that are no subtitles by their size are refused before anything is joined', async () => {
  const it = world(WHOLE);
  it.objects.set(sidecarKey(it.key), new Uint8Array(INPUT_LIMITS.sidecarBytes.most + 1));
  await expect(it.complete()).rejects.toMatchObject({ code: 'payload_too_large' });
  expect(it.objects.has(it.upload.key)).toBe(false);
  it.objects.set(sidecarKey(it.key), new Uint8Array(INPUT_LIMITS.sidecarBytes.most));
  expect((await it.complete()).status).toBe('DOWNLOADED');
});

test('completing twice starts one run', async () => {
  const it = world(WHOLE);
  await it.complete();
  await it.complete();
  expect(it.started()).toHaveLength(1);
});

test('a call that died after the join is finished by the next', async () => {
  const it = world(WHOLE);
  await it.ports.uploads.complete(it.upload, (await it.ports.uploads.received(it.upload)) ?? []);
  expect((await it.complete()).status).toBe('DOWNLOADED');
});

test.each([
  { name: 'a part is missing', sizes: { 1: 10, 3: 5 }, named: ['parts.2'] },
  { name: 'a part is short', sizes: { ...WHOLE, 2: 9 }, named: ['parts.2'] },
  { name: 'nothing arrived', sizes: {}, named: ['parts.1', 'parts.2', 'parts.3'] },
] as { name: string; sizes: Record<number, number>; named: string[] }[])(
  '$name: the answer names what to send',
  async ({ sizes, named }) => {
    const it = world(sizes);
    const refused = it.complete();
    await expect(refused).rejects.toMatchObject({ code: 'upload_incomplete' });
    const { errors } = await refused.catch(error => error);
    expect(errors.map(({ path }: { path: string }) => path)).toEqual(named);
    expect(it.started()).toEqual([]);
    expect(await it.ports.uploads.received(it.upload)).toHaveLength(Object.keys(sizes).length);
  },
);

test('of very many missing parts it names enough to act on', async () => {
  const refused = world({}, 1000).complete();
  const { errors, message } = await refused.catch(error => error);
  expect(errors).toHaveLength(20);
  expect(message).toContain('100');
});

test('parts as they were sent are taken, with and without quotes', async () => {
  const it = world(WHOLE);
  const received = (await it.ports.uploads.received(it.upload)) ?? [];
  const [first, second] = received.map(({ etag }) => etag);
  const parts = [
    { part_number: 1, etag: first ?? '' },
    { part_number: 2, etag: second?.replaceAll('"', '') ?? '' },
  ];
  expect((await it.complete({ parts })).status).toBe('DOWNLOADED');
});

test('a part that is not the one that was sent is refused', async () => {
  const it = world(WHOLE);
  const parts = [{ part_number: 2, etag: 'other' }];
  await expect(it.complete({ parts })).rejects.toMatchObject({
    code: 'checksum_mismatch',
    errors: [{ path: 'parts.2.etag' }],
  });
  expect(it.objects.size).toBe(0);
});

test('an upload that expired says to begin anew', async () => {
  const it = world(WHOLE);
  await it.ports.uploads.abort(it.upload);
  await expect(it.complete()).rejects.toMatchObject({ code: 'upload_incomplete' });
});

test('an unknown recording is not found', async () => {
  const it = world(WHOLE);
  const key = { ...it.key, recordingId: newId('recording') };
  const completed = completeUpload(it.ports)(key, {});
  await expect(completed).rejects.toMatchObject({ code: 'not_found' });
});

test('a recording that was deleted while its parts were joined is not found', async () => {
  const it = world(WHOLE);
  const { uploads } = it.ports;
  const complete: typeof uploads.complete = async (...given) => {
    await uploads.complete(...given);
    it.recording.deletedAt = 5;
  };
  const deps = { ...it.ports, uploads: { ...uploads, complete } };
  await expect(completeUpload(deps)(it.key, {})).rejects.toMatchObject({ code: 'not_found' });
});
