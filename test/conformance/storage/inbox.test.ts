import { PutObjectCommand } from '@aws-sdk/client-s3';
import { s3Inbox } from '../../../src/adapters/s3/inbox.ts';
import { inboxContract } from '../../contract/inbox.contract.ts';
import { bucketOfFile, textOf } from '../../support/bucket.ts';

const bucket = bucketOfFile();

inboxContract('the inbox in S3', () => ({
  inbox: s3Inbox(bucket()),
  drop: async (Key, Body) => {
    const { s3, bucket: Bucket } = bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  },
  read: key => textOf(bucket(), key),
}));
