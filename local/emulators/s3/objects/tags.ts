import { S3Error } from '../errors.ts';
import type { StringMap } from '../store/json-column.ts';
import type { S3Request } from '../wire/request.ts';

const MAX_TAGS = 10;

/** `x-amz-tagging: a=1&b=2` of a put. */
export const headerTags = ({ header }: S3Request): StringMap =>
  checkedTags([...new URLSearchParams(header('x-amz-tagging') ?? '')]);

/** @throws {S3Error} InvalidTag */
export function checkedTags(pairs: readonly (readonly [string, string])[]): StringMap {
  const keys = new Set(pairs.map(([key]) => key));
  const valid = pairs.every(([key, value]) => key && key.length <= 128 && value.length <= 256);
  if (!valid || keys.size !== pairs.length || pairs.length > MAX_TAGS) {
    throw new S3Error('InvalidTag');
  }
  return Object.fromEntries(pairs);
}
