import type { Page } from '../../kernel/page.ts';

/** Rows were asked for one more than the page has: that one tells that the list goes on. */
export function pageOfRows<Item, Cursor extends string>(
  rows: readonly Item[],
  limit: number,
  cursorOf: (item: Item) => Cursor,
): Page<Item, Cursor> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, cursor: last === undefined ? null : cursorOf(last) };
}
