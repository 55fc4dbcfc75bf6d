import { createHash } from 'node:crypto';
import type { MessageAttribute, MessageAttributes } from './message.contract.ts';

export const bodyMd5 = (body: string) => createHash('md5').update(body).digest('hex');

export const bodySha256 = (body: string) => createHash('sha256').update(body).digest('hex');

/** The MD5 that clients check: over names in order, each with its type and value. */
export function attributesMd5(attributes: MessageAttributes) {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return undefined;
  const hash = createHash('md5');
  for (const [name, attribute] of entries) {
    const { transport, value } = attributeValue(attribute);
    const parts = [sized(name), sized(attribute.DataType), Buffer.of(transport), sized(value)];
    hash.update(Buffer.concat(parts));
  }
  return hash.digest('hex');
}

/** Transport 1 stands for text and numbers, 2 for bytes. */
export function attributeValue({ DataType, StringValue = '', BinaryValue = '' }: MessageAttribute) {
  const binary = DataType.startsWith('Binary');
  const value = binary ? Buffer.from(BinaryValue, 'base64') : Buffer.from(StringValue);
  return { transport: binary ? 2 : 1, value };
}

function sized(value: string | Buffer) {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
