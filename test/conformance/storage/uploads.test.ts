import { expect } from 'vitest';
import { s3Uploads } from '../../../src/adapters/s3/uploads.ts';
import { uploadsContract } from '../../contract/uploads.contract.ts';
import { bucketOfFile, textOf } from '../../support/bucket.ts';

const bucket = bucketOfFile();

uploadsContract('uploads to S3', () => {
  const uploads = s3Uploads(bucket());
  return {
    uploads,
    read: key => textOf(bucket(), key),
    send: async (upload, partNumber, body) => {
      const link = await uploads.partLink(upload, partNumber, 60);
      const response = await fetch(link, { method: 'PUT', body: Buffer.from(body) });
      expect(response.status).toBe(200);
    },
  };
});
