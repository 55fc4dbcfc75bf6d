import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describeError, type Log } from '../../kernel/logger.ts';
import { messageIds } from './message-ids.ts';

/**
 * A Lambda behind a queue: each message for itself, and only those that failed come again. After
 * the queue's last try they go to its dead-letter queue, which raises an alarm.
 */
export const batchHandler =
  (handle: (record: SQSRecord) => Promise<void>, log: Log) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const results = await Promise.allSettled(Records.map(handle));
    const failed = Records.filter((_, index) => results[index]?.status === 'rejected');
    results.forEach((result, index) => {
      if (result.status === 'fulfilled') return;
      const { messageId = '', body = '' } = Records[index] ?? {};
      const about = { message_id: messageId, ...messageIds(body) };
      log.error('A message failed.', { ...about, ...describeError(result.reason) });
    });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
