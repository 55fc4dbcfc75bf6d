import { S3Error } from '../errors.ts';

/** `/bucket/key` or `bucket/key`, URL-encoded. */
export function copySourceKey(text: string) {
  const [path = '', query] = text.split('?');
  if (query !== undefined) throw new S3Error('NotImplemented');
  const [bucket, ...segments] = decode(path).replace(/^\//, '').split('/');
  const key = segments.join('/');
  if (bucket && key) return { bucket, key };
  throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key.');
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidArgument', 'The copy source is not URL-encoded.');
  }
}
