import { S3Client } from '@aws-sdk/client-s3';

/**
 * Endpoint, region and credentials come from the SDK's own environment variables. Checksums only
 * where an operation demands one: else the SDK signs that of an empty body into links for parts.
 */
export const openS3 = () =>
  new S3Client({
    maxAttempts: 5,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });

export type Bucket = { s3: S3Client; bucket: string };
