import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { Files } from '../../pipeline/ports.ts';
import type { Bucket } from './client.ts';
import { listObjects } from './list-objects.ts';
import { ownKey } from './own-key.ts';
import { encoded, readLinks } from './read-links.ts';
import { removeObjects, removePrefix } from './remove-objects.ts';

/** The media bucket, for one workspace at a time. */
export function s3Files({ s3, bucket: Bucket }: Bucket): Files {
  const readLink = readLinks({ s3, bucket: Bucket });
  return {
    async head(workspaceId, key) {
      try {
        const head = await s3.send(
          new HeadObjectCommand({ Bucket, Key: ownKey(workspaceId, key) }),
        );
        return {
          key,
          sizeBytes: head.ContentLength ?? 0,
          etag: (head.ETag ?? '').replaceAll('"', ''),
          contentType: head.ContentType ?? 'application/octet-stream',
        };
      } catch (error) {
        if (error instanceof NotFound) return undefined;
        throw error;
      }
    },

    async read(workspaceId, key) {
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: ownKey(workspaceId, key) }));
      return (await got.Body?.transformToByteArray()) ?? new Uint8Array();
    },

    async put(workspaceId, key, content, contentType) {
      const target = { Bucket, Key: ownKey(workspaceId, key), ContentType: contentType };
      if ('path' in content) return putFile(content.path, target);
      const Body = typeof content.body === 'string' ? Buffer.from(content.body) : content.body;
      await s3.send(new PutObjectCommand({ ...target, Body }));
      const sha256 = createHash('sha256').update(Body).digest('hex');
      return { sizeBytes: Body.byteLength, sha256 };
    },

    async download(workspaceId, key, path, signal) {
      const command = new GetObjectCommand({ Bucket, Key: ownKey(workspaceId, key) });
      const got = await s3.send(command, signal ? { abortSignal: signal } : {});
      if (!(got.Body instanceof Readable)) throw new TypeError('Storage gave no stream.');
      const meter = hashMeter();
      await pipeline(got.Body, meter.stream, createWriteStream(path), signal ? { signal } : {});
      return meter.result().sha256;
    },

    removePrefix: (workspaceId, prefix) =>
      removePrefix({ s3, bucket: Bucket }, ownKey(workspaceId, prefix)),

    list: (workspaceId, prefix) => listObjects({ s3, bucket: Bucket }, ownKey(workspaceId, prefix)),

    remove: (workspaceId, keys) =>
      removeObjects(
        { s3, bucket: Bucket },
        keys.map(key => ownKey(workspaceId, key)),
      ),

    async link(workspaceId, key, { expiresInSeconds, fileName }) {
      const disposition = fileName === undefined ? undefined : attachment(fileName);
      return readLink({ key: ownKey(workspaceId, key), expiresInSeconds, disposition });
    },
  };

  /** In parts and in parallel when it is large; hashed while it is read. */
  async function putFile(
    path: string,
    target: { Bucket: string; Key: string; ContentType: string },
  ) {
    const meter = hashMeter();
    // Errors of the file surface in the upload, which reads from the end of the chain.
    const reading = pipeline(createReadStream(path), meter.stream);
    const params = { ...target, Body: meter.stream };
    const upload = new Upload({ client: s3, params, partSize: PART_SIZE_BYTES, queueSize: 4 });
    await Promise.all([upload.done(), reading]);
    return meter.result();
  }
}

const PART_SIZE_BYTES = 16 * 1024 ** 2;

/** Passes bytes on unchanged, counting and hashing them. */
function hashMeter() {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ sizeBytes, sha256: hash.digest('hex') }) };
}

/** RFC 6266: the name in full for today's browsers, in ASCII for the others. */
function attachment(fileName: string) {
  const plain = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(fileName)}`;
}
