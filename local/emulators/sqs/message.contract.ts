import { z } from 'zod';

export const MessageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64. */
  BinaryValue: z.string().optional(),
});
export type MessageAttribute = z.infer<typeof MessageAttribute>;

export const MessageAttributes = z.record(z.string(), MessageAttribute);
export type MessageAttributes = z.infer<typeof MessageAttributes>;

/** A message as it comes in: by itself or as an entry of a batch. */
export const OutgoingMessage = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.int().optional(),
  MessageAttributes: MessageAttributes.default({}),
  MessageSystemAttributes: MessageAttributes.default({}),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
});
export type OutgoingMessage = z.infer<typeof OutgoingMessage>;

/** A row of `messages`. */
export const MessageRow = z.object({
  sequence: z.number(),
  message_id: z.string(),
  body: z.string(),
  attributes: z.string().transform(text => MessageAttributes.parse(JSON.parse(text))),
  trace_header: z.string().nullable(),
  group_id: z.string().nullable(),
  deduplication_id: z.string().nullable(),
  sent_at: z.number(),
  receipt: z.string().nullable(),
  first_received_at: z.number().nullable(),
  receive_count: z.number(),
  dead_letter_source: z.string().nullable(),
});
export type MessageRow = z.infer<typeof MessageRow>;
