import type { SQSRecord } from 'aws-lambda';
import { MOST_DELIVERIES } from '../../kernel/deliveries.ts';

/** Whether a message that fails now is delivered no more. */
export const isLastTry = ({ attributes }: Pick<SQSRecord, 'attributes'>) =>
  Number(attributes.ApproximateReceiveCount) >= MOST_DELIVERIES;
