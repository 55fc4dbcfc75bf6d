import { z } from 'zod';

export const PageQuery = z.object({
  NextToken: z.string().optional(),
  MaxResults: z.coerce.number().int().min(1).max(100).default(100),
});
type PageQuery = z.infer<typeof PageQuery>;

/** One page of rows in the order of `keyOf`. The token is the last key, so writes shift nothing. */
export function pageOf<T>(rows: readonly T[], query: PageQuery, keyOf: (row: T) => string) {
  const after = query.NextToken && Buffer.from(query.NextToken, 'base64url').toString();
  const left = after ? rows.filter(row => keyOf(row) > after) : rows;
  const page = left.slice(0, query.MaxResults);
  const last = page.at(-1);
  const more = left.length > page.length && last !== undefined;
  return {
    page,
    ...(more && { NextToken: Buffer.from(keyOf(last)).toString('base64url') }),
  };
}
