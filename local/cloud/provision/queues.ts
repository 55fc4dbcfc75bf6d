import { z } from 'zod';
import type { SqsServer } from '../../emulators/sqs/server.ts';
import { type Mapping, MappingProperties } from '../sqs-poller/mapping.contract.ts';
import type { Assembly } from '../template/assembly.ts';
import type { Resolved } from '../template/resource.ts';

const QueueProperties = z.object({
  VisibilityTimeout: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  FifoQueue: z.boolean().default(false),
  ContentBasedDeduplication: z.boolean().optional(),
  DeduplicationScope: z.literal(['queue', 'messageGroup']).optional(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() })
    .optional(),
});

const DEFAULT_CONCURRENCY = 5;

/** Creates the queues of the template, each after its dead-letter queue. */
export function createQueues(assembly: Assembly, sqs: SqsServer) {
  const queues = assembly.resources('AWS::SQS::Queue').map(resource => ({
    resource,
    properties: QueueProperties.parse(resource.properties),
  }));
  const isTarget = ({ arn }: Resolved) =>
    queues.some(({ properties }) => properties.RedrivePolicy?.deadLetterTargetArn === arn);
  const deadLettersFirst = [
    ...queues.filter(({ resource }) => isTarget(resource)),
    ...queues.filter(({ resource }) => !isTarget(resource)),
  ];
  for (const { resource, properties } of deadLettersFirst) {
    sqs.createQueue(declaration(resource.name, properties));
  }
}

function declaration(name: string, properties: z.infer<typeof QueueProperties>) {
  const {
    RedrivePolicy: redrive,
    VisibilityTimeout,
    DelaySeconds,
    MessageRetentionPeriod,
    ReceiveMessageWaitTimeSeconds,
    ContentBasedDeduplication,
    DeduplicationScope,
  } = properties;
  return {
    name,
    fifo: properties.FifoQueue,
    ...(VisibilityTimeout !== undefined && { visibilityTimeoutSeconds: VisibilityTimeout }),
    ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }),
    ...(MessageRetentionPeriod !== undefined && { retentionSeconds: MessageRetentionPeriod }),
    ...(ReceiveMessageWaitTimeSeconds !== undefined && {
      receiveWaitSeconds: ReceiveMessageWaitTimeSeconds,
    }),
    ...(ContentBasedDeduplication !== undefined && {
      contentBasedDeduplication: ContentBasedDeduplication,
    }),
    ...(DeduplicationScope !== undefined && { deduplicationScope: DeduplicationScope }),
    ...(redrive && {
      deadLetter: {
        queueName: redrive.deadLetterTargetArn.split(':').at(-1) ?? '',
        maxReceiveCount: redrive.maxReceiveCount,
      },
    }),
  };
}

/** The queues that feed functions. */
export function readMappings(assembly: Assembly): Mapping[] {
  const urls = new Map(assembly.resources('AWS::SQS::Queue').map(({ arn, ref }) => [arn, ref]));
  return assembly.resources('AWS::Lambda::EventSourceMapping').flatMap(({ properties }) => {
    const mapping = MappingProperties.parse(properties);
    const queueUrl = urls.get(mapping.EventSourceArn);
    if (!queueUrl || !mapping.Enabled) return [];
    return {
      queueUrl,
      queueArn: mapping.EventSourceArn,
      functionArn: mapping.FunctionName,
      batchSize: mapping.BatchSize,
      batchWindowSeconds: mapping.MaximumBatchingWindowInSeconds,
      reportsFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
      concurrency: mapping.ScalingConfig?.MaximumConcurrency ?? DEFAULT_CONCURRENCY,
    };
  });
}
