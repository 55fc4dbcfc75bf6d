import { attributesMd5, bodyMd5 } from './digests.ts';
import type { MessageAttributes, MessageRow } from './message.contract.ts';
import { receiptHandle } from './receipt.ts';
import { sequenceNumber } from './send.ts';
import type { Sqs } from './sqs.ts';

type Wanted = { system: readonly string[]; attributes: readonly string[] };

/** Any value: access keys of the local cloud are made up. */
const SENDER_ID = 'AIDALOCALCLOUD';

/** A message as the receiver sees it, with only the attributes that were asked for. */
export function received(sqs: Sqs, row: MessageRow, wanted: Wanted) {
  const attributes = pickAttributes(row.attributes, wanted.attributes);
  const system = pickSystem(systemAttributes(sqs, row), wanted.system);
  const hasAttributes = Object.keys(attributes).length > 0;
  return {
    MessageId: row.message_id,
    ReceiptHandle: receiptHandle(row),
    MD5OfBody: bodyMd5(row.body),
    Body: row.body,
    ...(Object.keys(system).length > 0 && { Attributes: system }),
    ...(hasAttributes && {
      MessageAttributes: attributes,
      MD5OfMessageAttributes: attributesMd5(attributes),
    }),
  };
}

function systemAttributes(sqs: Sqs, row: MessageRow) {
  const fifo = row.deduplication_id !== null;
  return {
    SenderId: SENDER_ID,
    SentTimestamp: String(row.sent_at),
    ApproximateReceiveCount: String(row.receive_count),
    ApproximateFirstReceiveTimestamp: String(row.first_received_at),
    SequenceNumber: fifo ? sequenceNumber(row.sequence) : null,
    MessageDeduplicationId: row.deduplication_id,
    MessageGroupId: row.group_id,
    AWSTraceHeader: row.trace_header,
    DeadLetterQueueSourceArn: row.dead_letter_source && sqs.arn(row.dead_letter_source),
  };
}

function pickSystem(all: Record<string, string | null>, wanted: readonly string[]) {
  const entries = Object.entries(all).filter(
    ([name, value]) => value !== null && (wanted.includes('All') || wanted.includes(name)),
  );
  return Object.fromEntries(entries);
}

/** `All` and `.*` name every attribute, `order.*` those that start with `order.`. */
function pickAttributes(all: MessageAttributes, wanted: readonly string[]): MessageAttributes {
  const fits = (name: string) =>
    wanted.some(
      want =>
        want === 'All' ||
        want === name ||
        (want.endsWith('.*') && name.startsWith(want.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(all).filter(([name]) => fits(name)));
}
