import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_SIGNS = 10;
const OTHER_SIGNS = 16;

/**
 * The ULID of a part of something that has an id: the same whenever it is asked for, so that whoever
 * begins the part again after a crash finds what was begun. Made at the same time as the whole.
 */
export function operationOfPart(wholeId: string, part: string): string {
  const ulid = wholeId.slice(-(TIME_SIGNS + OTHER_SIGNS));
  const hash = createHash('sha256').update(`${ulid}#${part}`).digest();
  const signs = [...hash.subarray(0, OTHER_SIGNS)].map(byte => CROCKFORD[byte % CROCKFORD.length]);
  return ulid.slice(0, TIME_SIGNS) + signs.join('');
}
