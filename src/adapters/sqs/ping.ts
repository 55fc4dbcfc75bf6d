import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

/** Asks queues for their names: all answer, or this throws. */
export const queuePing =
  (queueUrls: readonly string[], client = new SQSClient({})) =>
  async (abortSignal: AbortSignal) => {
    const ask = (QueueUrl: string) =>
      client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }), {
        abortSignal,
      });
    await Promise.all(queueUrls.map(ask));
  };
