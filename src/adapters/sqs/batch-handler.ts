import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Log } from '../../kernel/logger.ts';

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
      const messageId = Records[index]?.messageId;
      log.error('A message failed.', { messageId, error: result.reason });
    });
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
