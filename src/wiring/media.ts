import * as z from 'zod';
import { type Bucket, openS3 } from '../adapters/s3/client.ts';
import { s3Files } from '../adapters/s3/files.ts';
import { environment } from './environment.ts';

/** The bucket of originals, drops and what stages made. */
export const mediaBucket = (): Bucket => ({
  s3: openS3(),
  bucket: environment({ MEDIA_BUCKET: z.string().min(1) }).MEDIA_BUCKET,
});

export const filePort = (bucket: Bucket) => ({ files: s3Files(bucket) });
