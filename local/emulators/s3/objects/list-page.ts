import { afterKey, afterPrefix, isBefore } from './key-order.ts';

export type ListQuery = {
  prefix: string;
  /** Empty: no grouping. */
  delimiter: string;
  /** The first text that may be listed. */
  from: string;
  maxKeys: number;
};

export type ListPage<Item> = {
  items: Item[];
  commonPrefixes: string[];
  /** Where the next page begins; undefined on the last. */
  next: string | undefined;
};

type Fetch<Item> = (from: string, limit: number) => Item[];

/** One page of keys and common prefixes. Keys below a common prefix are skipped, not read. */
export function listPage<Item extends { key: string }>(query: ListQuery, fetch: Fetch<Item>) {
  const page: ListPage<Item> = { items: [], commonPrefixes: [], next: undefined };
  let from: string | undefined = isBefore(query.from, query.prefix) ? query.prefix : query.from;
  while (from !== undefined && query.maxKeys > 0) {
    const rows = fetch(from, query.maxKeys + 1);
    if (rows.length === 0) break;
    from = takeRows(page, query, rows);
    if (page.next !== undefined) break;
  }
  return page;
}

/** Adds rows until the page is full or a group begins; answers where to go on reading. */
function takeRows<Item extends { key: string }>(
  page: ListPage<Item>,
  query: ListQuery,
  rows: readonly Item[],
) {
  let from: string | undefined;
  for (const row of rows) {
    if (!row.key.startsWith(query.prefix)) return undefined;
    if (page.items.length + page.commonPrefixes.length === query.maxKeys) {
      page.next = row.key;
      return undefined;
    }
    const group = groupOf(row.key, query);
    if (group !== undefined) {
      page.commonPrefixes.push(group);
      return afterPrefix(group);
    }
    page.items.push(row);
    from = afterKey(row.key);
  }
  return from;
}

/** `a/b/` for `a/b/c` below `a/`; undefined for a key of its own. */
function groupOf(key: string, { prefix, delimiter }: ListQuery) {
  if (delimiter === '') return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
