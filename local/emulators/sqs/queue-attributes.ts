import { z } from 'zod';
import { sqsError } from './errors.ts';

/** Settable whole numbers: least, most, and what holds when nothing is set. */
const NUMBERS = {
  DelaySeconds: [0, 900, 0],
  MaximumMessageSize: [1024, 1_048_576, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600, 345_600],
  ReceiveMessageWaitTimeSeconds: [0, 20, 0],
  VisibilityTimeout: [0, 43_200, 30],
} as const;
type NumberName = keyof typeof NUMBERS;

export const QueueAttributes = z.record(z.string(), z.string());
export type QueueAttributes = z.infer<typeof QueueAttributes>;

const RedrivePolicy = z.object({
  deadLetterTargetArn: z.string().min(1),
  maxReceiveCount: z.coerce.number().int().min(1).max(1000),
});

const isNumberName = (name: string): name is NumberName => Object.hasOwn(NUMBERS, name);

/** The queue's own value or the default of the service. */
export function numberOf(attributes: QueueAttributes, name: NumberName) {
  return Number(attributes[name] ?? NUMBERS[name][2]);
}

/** Every numeric attribute with its effective value, as `GetQueueAttributes` shows them. */
export function effectiveNumbers(attributes: QueueAttributes): QueueAttributes {
  const names = Object.keys(NUMBERS).filter(isNumberName);
  return Object.fromEntries(names.map(name => [name, String(numberOf(attributes, name))]));
}

export function checkAttributes(attributes: QueueAttributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (isNumberName(name)) checkNumber(name, value);
  }
  if (attributes.RedrivePolicy) redriveOf(attributes);
}

function checkNumber(name: NumberName, value: string) {
  const [least, most] = NUMBERS[name];
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return;
  throw sqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
}

/** Where messages go that were received too often, or undefined. */
export function redriveOf(attributes: QueueAttributes) {
  if (!attributes.RedrivePolicy) return undefined;
  const policy = RedrivePolicy.safeParse(jsonOrNull(attributes.RedrivePolicy));
  if (!policy.success) {
    throw sqsError('InvalidAttributeValue', 'Invalid value for the parameter RedrivePolicy.');
  }
  const { deadLetterTargetArn, maxReceiveCount } = policy.data;
  return { deadLetterQueue: queueNameOf(deadLetterTargetArn), maxReceiveCount };
}

/** The last part of an ARN is the name. */
export const queueNameOf = (arn: string) => arn.slice(arn.lastIndexOf(':') + 1);

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
