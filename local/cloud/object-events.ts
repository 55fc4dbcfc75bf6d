import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { S3ObjectEvent } from '../emulators/s3/server.ts';
import { matches, type Notification } from './provision/buckets.ts';

/**
 * Tells every queue that wants to know of a changed object. Rejects when one could not be told.
 * Storage asks with keys of its own for each bucket: the queue has to let it in.
 */
export const createNotifier =
  (notifications: readonly Notification[], clientOf: (bucket: string) => SQSClient) =>
  async (record: S3ObjectEvent) => {
    const change = {
      bucket: record.s3.bucket.name,
      event: record.eventName,
      key: decodeURIComponent(record.s3.object.key.replaceAll('+', ' ')),
    };
    const MessageBody = JSON.stringify({ Records: [record] });
    const told = notifications
      .filter(notification => matches(notification, change))
      .map(({ queueUrl: QueueUrl }) =>
        clientOf(change.bucket).send(new SendMessageCommand({ QueueUrl, MessageBody })),
      );
    await Promise.all(told);
  };
