import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { QueryValues } from './request-input.ts';
import type { Route } from './route.ts';

/** What a cursor leads on in: no other list, workspace or filter takes it. */
export type CursorScope = {
  /** The workspace's own, from the authorizer. */
  key: string;
  list: string;
  filters: readonly (readonly [string, string | string[]])[];
};

/** Half of SHA-256: nobody tries 2^128 of them. */
const MARK_BYTES = 16;

const mark = ({ key, list, filters }: CursorScope, id: string) =>
  createHmac('sha256', key)
    .update(JSON.stringify([list, filters, id]))
    .digest()
    .subarray(0, MARK_BYTES);

/** The id of a row and the proof that this list handed it out, as one opaque text. */
export const sealCursor = (scope: CursorScope, id: string) =>
  Buffer.concat([mark(scope, id), Buffer.from(id)]).toString('base64url');

/** The id inside; undefined for every text that this list did not hand out. */
export function openCursor(scope: CursorScope, text: string): string | undefined {
  const bytes = Buffer.from(text, 'base64url');
  // Decoding skips what is no base64url: one cursor has one spelling.
  if (bytes.length <= MARK_BYTES || bytes.toString('base64url') !== text) return undefined;
  const id = bytes.subarray(MARK_BYTES).toString();
  return timingSafeEqual(mark(scope, id), bytes.subarray(0, MARK_BYTES)) ? id : undefined;
}

/** A text that is the id of nothing, so that the schema of the list refuses it by name. */
const NO_ID = '';

type ListPages = {
  /** The query with the id of the row that its cursor names. */
  opened: QueryValues;
  /** The answer with a cursor that only this list opens again. */
  sealed: (result: unknown) => unknown;
};

/**
 * Cursors of every row whose query has one: use cases see the id of a row, clients see a text that
 * is signed for this list, workspace and filter. The size of a page may change on the way.
 * @throws unavailable where the authorizer gave no key
 */
export function listPages(
  row: Route,
  query: QueryValues,
  cursorKey: string | undefined,
): ListPages {
  if (!row.query?.shape.cursor) return { opened: query, sealed: result => result };
  if (cursorKey === undefined) {
    throw new AppError('unavailable', 'Lists cannot be read right now. Try again.');
  }
  const { cursor, limit: _limit, ...others } = query;
  const filters = Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1));
  const scope: CursorScope = { key: cursorKey, list: row.use, filters };
  return {
    opened:
      typeof cursor === 'string' ? { ...query, cursor: openCursor(scope, cursor) ?? NO_ID } : query,
    sealed: result => withSealed(result, scope),
  };
}

function withSealed(result: unknown, scope: CursorScope) {
  const isPage = typeof result === 'object' && result !== null && 'cursor' in result;
  if (!isPage || typeof result.cursor !== 'string') return result;
  return { ...result, cursor: sealCursor(scope, result.cursor) };
}
