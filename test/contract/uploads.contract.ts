import { describe, expect, test } from 'vitest';
import { originalKey } from '../../src/recordings/object-keys.ts';
import type { UploadKey, Uploads } from '../../src/recordings/ports.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';

type Stores = {
  uploads: Uploads;
  /** What lies under a key; undefined if nothing does. */
  read: (key: string) => Promise<string | undefined>;
  /** What a client does with the link to a part. */
  send: (upload: UploadKey, partNumber: number, body: Uint8Array) => Promise<void>;
};

/** Storage takes no part below 5 MiB but the last. */
const FULL = new Uint8Array(5 * 1024 ** 2).fill(97);
const LAST = new TextEncoder().encode('end');

/** What is promised of `Uploads`. */
export const uploadsContract = (name: string, make: () => Stores) =>
  describe(name, () => {
    async function begun() {
      const stores = make();
      const { workspaceId, recordingId } = sampleRecording();
      const key = originalKey({ workspaceId, recordingId });
      const uploadId = await stores.uploads.begin(workspaceId, key, 'video/mp4');
      return { ...stores, upload: { workspaceId, key, uploadId } };
    }

    test('parts come in any order and are joined in theirs', async () => {
      const { uploads, upload, send, read } = await begun();
      expect(await uploads.received(upload)).toEqual([]);
      await send(upload, 2, LAST);
      await send(upload, 1, FULL);
      const received = await uploads.received(upload);
      expect(received?.map(({ partNumber, sizeBytes }) => [partNumber, sizeBytes])).toEqual([
        [1, FULL.byteLength],
        [2, 3],
      ]);
      expect(await read(upload.key)).toBeUndefined();
      await uploads.complete(upload, received ?? []);
      expect(await read(upload.key)).toBe(`${'a'.repeat(FULL.byteLength)}end`);
    });

    test('a part that is sent again replaces the one before', async () => {
      const { uploads, upload, send } = await begun();
      await send(upload, 1, LAST);
      const [first] = (await uploads.received(upload)) ?? [];
      await send(upload, 1, FULL);
      const received = await uploads.received(upload);
      expect(received).toHaveLength(1);
      expect(received?.[0]?.etag).not.toBe(first?.etag);
    });

    test.each(['complete', 'abort'] as const)(
      'after %s nothing is received, and ending it again is no error',
      async end => {
        const { uploads, upload, send, read } = await begun();
        await send(upload, 1, LAST);
        const received = (await uploads.received(upload)) ?? [];
        await uploads[end](upload, received);
        expect(await uploads.received(upload)).toBeUndefined();
        await uploads.complete(upload, received);
        await uploads.abort(upload);
        expect(await read(upload.key)).toBe(end === 'complete' ? 'end' : undefined);
      },
    );

    test('uploads to one key are apart', async () => {
      const { uploads, upload, send } = await begun();
      const { workspaceId, key } = upload;
      const other = { ...upload, uploadId: await uploads.begin(workspaceId, key, 'video/mp4') };
      await send(upload, 1, LAST);
      expect(await uploads.received(other)).toEqual([]);
      await uploads.abort(other);
      expect(await uploads.received(upload)).toHaveLength(1);
    });

    test('links name the key and the part', async () => {
      const { uploads, upload } = await begun();
      const { workspaceId, key } = upload;
      const [first, second] = [
        await uploads.partLink(upload, { partNumber: 1, sizeBytes: 3 }, 60),
        await uploads.partLink(upload, { partNumber: 2, sizeBytes: 3 }, 60),
      ];
      expect(first).not.toBe(second);
      for (const link of [
        first,
        second,
        await uploads.putLink(workspaceId, key, { expiresInSeconds: 60 }),
      ]) {
        expect(new URL(link).pathname).toContain(key);
      }
    });

    test('keys of another workspace are refused', async () => {
      const { uploads, upload } = await begun();
      const foreign = { ...upload, workspaceId: newWorkspaceId() };
      const { workspaceId, key } = foreign;
      for (const call of [
        async () => uploads.begin(workspaceId, key, 'video/mp4'),
        async () => uploads.partLink(foreign, { partNumber: 1, sizeBytes: 3 }, 60),
        async () => uploads.putLink(workspaceId, key, { expiresInSeconds: 60 }),
        async () => uploads.received(foreign),
        async () => uploads.complete(foreign, []),
        async () => uploads.abort(foreign),
      ]) {
        await expect(call).rejects.toThrow(RangeError);
      }
      expect(await uploads.received(upload)).toEqual([]);
    });
  });
