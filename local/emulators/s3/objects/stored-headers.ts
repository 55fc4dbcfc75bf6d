import { S3Error } from '../errors.ts';
import type { StringMap } from '../store/json-column.ts';
import type { S3Request } from '../wire/request.ts';

/** What says what an object is and how to show it. */
export const CONTENT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const METADATA = 'x-amz-meta-';
const MAX_METADATA_BYTES = 2048;

/** What of a request's headers belongs to the object and comes back with it. */
export function storedHeaders({ header, headerNames }: S3Request): StringMap {
  // Tags are not kept, and losing them without a word would hide a bug.
  if (header('x-amz-tagging')) throw new S3Error('NotImplemented');
  const metadata = headerNames.filter(name => name.startsWith(METADATA));
  const bytes = metadata.map(name => name.length - METADATA.length + (header(name) ?? '').length);
  if (bytes.reduce((sum, size) => sum + size, 0) > MAX_METADATA_BYTES) {
    throw new S3Error('MetadataTooLarge');
  }
  const pairs = [...CONTENT_HEADERS, ...metadata].flatMap(name => {
    const value = name === 'content-encoding' ? ownEncoding(header(name)) : header(name);
    return value ? [[name, value]] : [];
  });
  return { 'content-type': 'binary/octet-stream', ...Object.fromEntries(pairs) };
}

/** The framing of the upload is no encoding of the object. */
const ownEncoding = (value: string | undefined) =>
  value
    ?.split(',')
    .map(item => item.trim())
    .filter(item => item !== 'aws-chunked')
    .join(',');
