import { S3Error } from '../errors.ts';
import type { S3Request } from '../wire/request.ts';
import { CONTENT_HEADERS } from './stored-headers.ts';

/** `response-content-disposition=…` and its like: what one link wants the answer to say. */
export function responseOverrides({ param }: S3Request): Record<string, string> {
  const pairs = CONTENT_HEADERS.flatMap(name => {
    const value = param(`response-${name}`);
    return value === undefined ? [] : [[name, headerBytes(value)]];
  });
  return Object.fromEntries(pairs);
}

/** Header values are bytes, which Node takes as Latin-1. A line break would be a header of its own. */
function headerBytes(text: string) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (/[\u0000-\u0008\u000a-\u001f\u007f]/.test(text)) {
    throw new S3Error('InvalidArgument', 'A response header must not hold control characters.');
  }
  return Buffer.from(text, 'utf8').toString('latin1');
}
