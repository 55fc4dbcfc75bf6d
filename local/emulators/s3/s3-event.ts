import { z } from 'zod';

/** One record of an S3 event notification, as AWS delivers it in `Records`. */
export const S3ObjectEvent = z.strictObject({
  eventVersion: z.literal('2.1'),
  eventSource: z.literal('aws:s3'),
  awsRegion: z.string(),
  /** ISO 8601 UTC. */
  eventTime: z.string(),
  eventName: z.literal([
    'ObjectCreated:Put',
    'ObjectCreated:Copy',
    'ObjectCreated:CompleteMultipartUpload',
    'ObjectRemoved:Delete',
  ]),
  userIdentity: z.strictObject({ principalId: z.string() }),
  requestParameters: z.strictObject({ sourceIPAddress: z.string() }),
  responseElements: z.strictObject({ 'x-amz-request-id': z.string(), 'x-amz-id-2': z.string() }),
  s3: z.strictObject({
    s3SchemaVersion: z.literal('1.0'),
    configurationId: z.string(),
    bucket: z.strictObject({
      name: z.string(),
      ownerIdentity: z.strictObject({ principalId: z.string() }),
      arn: z.string(),
    }),
    object: z.strictObject({
      /** Encoded as in a form: a space is a plus sign. */
      key: z.string(),
      /** Bytes; not for removals. */
      size: z.number().optional(),
      eTag: z.string().optional(),
      /** Hexadecimal, of one length: a later event compares greater as text. */
      sequencer: z.string(),
    }),
  }),
});
export type S3ObjectEvent = z.infer<typeof S3ObjectEvent>;

export type ObjectChange = {
  eventName: S3ObjectEvent['eventName'];
  bucket: string;
  key: string;
  requestId: string;
  object?: { sizeBytes: number; etag: string };
};

const OWNER = { principalId: 'local' };

export function toS3Event(
  { eventName, bucket, key, requestId, object }: ObjectChange,
  { region, time, sequence }: { region: string; time: string; sequence: number },
): S3ObjectEvent {
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: region,
    eventTime: time,
    eventName,
    userIdentity: OWNER,
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': requestId, 'x-amz-id-2': hostId(requestId) },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId: 'local',
      bucket: { name: bucket, ownerIdentity: OWNER, arn: `arn:aws:s3:::${bucket}` },
      object: {
        key: encodeEventKey(key),
        ...(object && { size: object.sizeBytes, eTag: object.etag }),
        sequencer: sequence.toString(16).toUpperCase().padStart(16, '0'),
      },
    },
  };
}

/** The second id that S3 answers beside the request id; tools print both. */
export const hostId = (requestId: string) => Buffer.from(`local-${requestId}`).toString('base64');

/** As a form encodes it, but the slash of folders stays, as on AWS. */
export const encodeEventKey = (key: string) =>
  new URLSearchParams({ key }).toString().slice('key='.length).replaceAll('%2F', '/');
