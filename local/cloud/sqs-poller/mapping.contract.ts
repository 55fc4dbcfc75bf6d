import { z } from 'zod';

/** `AWS::Lambda::EventSourceMapping` of a queue. */
export const MappingProperties = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.number().default(10),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  FunctionResponseTypes: z.array(z.string()).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
});

/** A queue that feeds a function. */
export type Mapping = {
  queueUrl: string;
  queueArn: string;
  functionArn: string;
  batchSize: number;
  batchWindowSeconds: number;
  /** Whether the function names the messages that failed. */
  reportsFailures: boolean;
  concurrency: number;
};

/** What a function answers that names the messages to deliver again. */
export const BatchAnswer = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullable();
