import { Duration } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { MOST_DELIVERIES } from '../../src/kernel/deliveries.ts';
import type { FunctionRow } from '../functions.ts';
import type { Operations } from '../operations.ts';

export type WorkQueueProps = {
  consumer: FunctionRow;
  operations: Operations;
  /** What customers notice while messages lie among the dead letters. */
  deadLetterImpact: string;
};

/** AWS's advice for queues that feed a Lambda: time for its own retries on throttling. */
const VISIBILITY_FACTOR = 6;
const LATE_SECONDS = 15 * 60;

/** A queue in front of a Lambda, with its dead letters and the alarms of both. */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    // The longest that SQS keeps a message: two weeks to find the cause and redrive.
    const shared = { enforceSSL: true, retentionPeriod: Duration.days(14) };
    this.deadLetters = new Queue(this, 'DeadLetters', shared);
    this.queue = new Queue(this, 'Queue', {
      ...shared,
      visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * props.consumer.timeoutSeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_DELIVERIES },
    });
    this.#watch(props);
  }

  #watch({ consumer, operations, deadLetterImpact }: WorkQueueProps) {
    const period = Duration.minutes(5);
    operations.alarm(this, 'DeadLettersVisible', {
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
      threshold: 1,
      meaning: deadLetterImpact,
    });
    operations.alarm(this, 'Late', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period }),
      threshold: LATE_SECONDS,
      meaning: `Work is a quarter of an hour late. ${consumer.failureImpact}`,
    });
  }
}
