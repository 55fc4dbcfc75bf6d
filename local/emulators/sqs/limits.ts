import { attributeValue } from './digests.ts';
import { sqsError } from './errors.ts';
import type { MessageAttributes, OutgoingMessage } from './message.contract.ts';
import { numberOf } from './queue-attributes.ts';
import { isFifo, type Queue } from './queues.ts';

export const BATCH_LIMIT_BYTES = 1_048_576;
const MAX_ATTRIBUTES = 10;
const MAX_DELAY_SECONDS = 900;

/** What XML 1.0 can carry; lone surrogates fall out as well. */
const ALLOWED = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;
const ATTRIBUTE_NAME = /^(?!AWS\.|Amazon\.)(?!.*\.\.)[\w-]([\w.-]{0,254}[\w-])?$/i;
const TYPE = /^(String|Number|Binary)(\.[\w.-]+)?$/;
const TOKEN = /^[\w!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~-]{1,128}$/;

/** Bytes that count against the limit: body, and names, types and values of attributes. */
export function messageBytes({ MessageBody, MessageAttributes }: OutgoingMessage) {
  let bytes = Buffer.byteLength(MessageBody);
  for (const [name, attribute] of Object.entries(MessageAttributes)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(attribute.DataType);
    bytes += attributeValue(attribute).value.length;
  }
  return bytes;
}

/** Throws the refusal that SQS would give for this message on this queue. */
export function checkMessage(queue: Queue, message: OutgoingMessage) {
  if (message.MessageBody === '') throw missing('MessageBody');
  const most = numberOf(queue.attributes, 'MaximumMessageSize');
  if (messageBytes(message) > most) {
    throw invalid(
      `One or more parameters are invalid. Message must be shorter than ${most} bytes.`,
    );
  }
  if (!ALLOWED.test(message.MessageBody)) {
    throw sqsError('InvalidMessageContents', 'The message has characters that are not allowed.');
  }
  checkMessageAttributes(message.MessageAttributes);
  checkDelay(queue, message.DelaySeconds);
  checkGroup(queue, message);
}

function checkMessageAttributes(attributes: MessageAttributes) {
  const entries = Object.entries(attributes);
  if (entries.length > MAX_ATTRIBUTES) {
    throw invalid(`A message has at most ${MAX_ATTRIBUTES} attributes.`);
  }
  for (const [name, attribute] of entries) {
    const { value } = attributeValue(attribute);
    const good = ATTRIBUTE_NAME.test(name) && TYPE.test(attribute.DataType) && value.length > 0;
    if (!good) throw invalid(`The message attribute "${name}" has a wrong name, type or value.`);
    if (ALLOWED.test(attribute.StringValue ?? '')) continue;
    throw invalid(`The message attribute "${name}" has characters that are not allowed.`);
  }
}

function checkDelay(queue: Queue, delaySeconds: number | undefined) {
  if (delaySeconds === undefined) return;
  if (isFifo(queue) && delaySeconds !== 0) {
    throw invalid('DelaySeconds of a message is not valid for a FIFO queue.');
  }
  if (delaySeconds >= 0 && delaySeconds <= MAX_DELAY_SECONDS) return;
  throw invalid(`DelaySeconds must be between 0 and ${MAX_DELAY_SECONDS}.`);
}

/** A group is required on FIFO queues; on standard ones it only marks a tenant. */
function checkGroup(queue: Queue, message: OutgoingMessage) {
  const { MessageGroupId: group, MessageDeduplicationId: deduplication } = message;
  if (isFifo(queue) && group === undefined) throw missing('MessageGroupId');
  if (!isFifo(queue) && deduplication !== undefined) {
    throw invalid('MessageDeduplicationId is only for FIFO queues.');
  }
  for (const token of [group, deduplication]) {
    if (token !== undefined && !TOKEN.test(token)) {
      throw invalid('MessageGroupId and MessageDeduplicationId have 1 to 128 visible characters.');
    }
  }
  if (!isFifo(queue) || deduplication !== undefined) return;
  if (queue.attributes.ContentBasedDeduplication === 'true') return;
  throw invalid('The queue needs ContentBasedDeduplication or the message a deduplication id.');
}

const invalid = (message: string) => sqsError('InvalidParameterValue', message);
const missing = (name: string) =>
  sqsError('MissingParameter', `The request must contain the parameter ${name}.`);
