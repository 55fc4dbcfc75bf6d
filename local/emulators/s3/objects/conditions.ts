import { S3Error } from '../errors.ts';
import type { S3Request } from '../wire/request.ts';

/** What conditions look at. */
export type Conditioned = { etag: string; modified_at: number };

type Headers = Pick<S3Request, 'header'>;

/** Of a write: `If-None-Match: *` wants no object there, `If-Match` wants this one. */
export function checkWriteConditions({ header }: Headers, existing: Conditioned | undefined) {
  const [ifMatch, ifNoneMatch] = [header('if-match'), header('if-none-match')];
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') throw new S3Error('NotImplemented');
  if (ifNoneMatch === '*' && existing) throw failed('If-None-Match');
  if (ifMatch === undefined) return;
  if (!existing) throw new S3Error('NoSuchKey');
  if (!matches(ifMatch, existing.etag)) throw failed('If-Match');
}

/**
 * Of a read: returns whether the client's own copy is still good (304). A condition on the ETag
 * outweighs the one on the time. `prefix` is that of the conditions on a copy's source.
 */
export function isNotModified({ header }: Headers, object: Conditioned, prefix = '') {
  const ifMatch = header(`${prefix}if-match`);
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) throw failed(`${prefix}If-Match`);
  } else if (modifiedAfter(object, header(`${prefix}if-unmodified-since`)) === true) {
    throw failed(`${prefix}If-Unmodified-Since`);
  }
  const ifNoneMatch = header(`${prefix}if-none-match`);
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag);
  return modifiedAfter(object, header(`${prefix}if-modified-since`)) === false;
}

/** Undefined where there is no such condition. HTTP dates have whole seconds. */
function modifiedAfter(object: Conditioned, date: string | undefined) {
  const time = Date.parse(date ?? '');
  if (Number.isNaN(time)) return undefined;
  return Math.floor(object.modified_at / 1000) * 1000 > time;
}

const matches = (condition: string, etag: string) =>
  condition
    .split(',')
    .map(item => item.trim().replace(/^W\//, '').replace(/^"|"$/g, ''))
    .some(item => item === '*' || item === etag);

const failed = (condition: string) =>
  new S3Error('PreconditionFailed', undefined, { Condition: condition });
