import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { s3Uploads } from '../../../src/adapters/s3/uploads.ts';
import { originalKey, sidecarKey } from '../../../src/recordings/object-keys.ts';
import type { UploadKey } from '../../../src/recordings/ports.ts';
import { uploadsContract } from '../../contract/uploads.contract.ts';
import { bucketOfFile, textOf } from '../../support/bucket.ts';
import { sampleRecording } from '../../support/samples.ts';

const bucket = bucketOfFile();

uploadsContract('uploads to S3', () => {
  const uploads = s3Uploads(bucket());
  return {
    uploads,
    read: key => textOf(bucket(), key),
    send: async (upload, partNumber, body) => {
      const part = { partNumber, sizeBytes: body.byteLength };
      expect(await put(await uploads.partLink(upload, part, 60), Buffer.from(body))).toBe(200);
    },
  };
});

const put = async (link: string, body: Buffer | ReadableStream) =>
  (await fetch(link, { method: 'PUT', body, duplex: 'half' } as RequestInit)).status;

describe('a link takes the bytes that it was given for', () => {
  const recording = sampleRecording();
  const { workspaceId } = recording;
  const uploads = () => s3Uploads(bucket());
  let upload: UploadKey;
  beforeEach(async () => {
    const key = originalKey(recording);
    const uploadId = await uploads().begin(workspaceId, key, 'video/mp4');
    upload = { workspaceId, key, uploadId };
  });
  afterEach(() => uploads().abort(upload));

  const links = {
    part: () => uploads().partLink(upload, { partNumber: 1, sizeBytes: 5 }, 60),
    sidecar: () =>
      uploads().putLink(workspaceId, sidecarKey(recording), { expiresInSeconds: 60, sizeBytes: 5 }),
  };

  describe.each(['part', 'sidecar'] as const)('of a %s', kind => {
    test('as many are taken', async () => {
      expect(await put(await links[kind](), Buffer.from('12345'))).toBe(200);
    });

    test.each([0, 4, 6, 100_000])('%i are refused', async length => {
      expect(await put(await links[kind](), Buffer.alloc(length))).toBe(403);
      expect(await uploads().received(upload)).toEqual([]);
    });

    test('a stream that does not say how many are is refused', async () => {
      const body = new Blob(['12345']).stream();
      expect(await put(await links[kind](), body)).toBeOneOf([403, 411]);
    });

    test('a length that is only claimed takes nothing', async () => {
      const link = new URL(await links[kind]());
      const sent = request(link, { method: 'PUT', headers: { 'content-length': 5 } });
      sent.on('error', () => undefined);
      sent.write('123');
      sent.destroy();
      expect(await uploads().received(upload)).toEqual([]);
    });
  });

  test('a link without a length takes any', async () => {
    const link = await uploads().putLink(workspaceId, sidecarKey(recording), {
      expiresInSeconds: 60,
    });
    expect(await put(link, Buffer.from('123'))).toBe(200);
  });

  test('after the upload was ended a part is refused', async () => {
    const link = await links.part();
    await uploads().abort(upload);
    expect(await put(link, Buffer.from('12345'))).toBe(404);
  });
});
