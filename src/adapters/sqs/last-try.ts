import type { SQSRecord } from 'aws-lambda';

/** How often a queue delivers a message before it goes to the dead letters. */
export const MAX_RECEIVES = 5;

/** Whether a message that fails now is delivered no more. */
export const isLastTry = ({ attributes }: Pick<SQSRecord, 'attributes'>) =>
  Number(attributes.ApproximateReceiveCount) >= MAX_RECEIVES;
