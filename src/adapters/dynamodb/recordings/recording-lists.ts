import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { isId } from '../../../kernel/ids.ts';
import type { Page, PageOf } from '../../../kernel/page.ts';
import { TABLE } from '../../../kernel/table.ts';
import {
  type ListPosition,
  madePosition,
  positionIn,
  type RecordingFilter,
} from '../../../recordings/lists/filter.ts';
import type { Recordings } from '../../../recordings/ports.ts';
import type { Recording } from '../../../recordings/recording.ts';
import type { Table } from '../client.ts';
import { chooseLists, type RowList } from './choose-lists.ts';
import { filterExpression, leftToCompare } from './list-filter.ts';
import { recordingEntity } from './recording-entities.ts';
import { withoutWaiting } from './recording-row.ts';

/** Rows that are read for one page, found or not; about 1 MB, and then the page is short. */
export const READ_BUDGET = 1000;
/** Where a filter leaves out rows, more are asked for than the page has. */
const ROWS_AT_ONCE = 250;

type Query = { list: RowList; filter: RecordingFilter; page: PageOf<ListPosition>; most: number };
/** Everything up to `end` was read; all there is, where there is no end. */
type Part = { rows: Recording[]; end: ListPosition | undefined };

/** Pages of lists of recordings, each read from the list with the fewest rows. */
export function recordingLists(table: Table): Recordings['list'] {
  return async (workspaceId, filter, page) => {
    const lists = chooseLists(workspaceId, filter);
    const most = Math.ceil(READ_BUDGET / Math.max(1, lists.length));
    const parts = lists.map(list => readPart(table, { list, filter, page, most }));
    return pageOf(await Promise.all(parts), filter, page.limit);
  };
}

async function readPart(table: Table, query: Query): Promise<Part> {
  const { list, filter, page, most } = query;
  const isFiltered = leftToCompare(filter, list.covered).length > 0;
  const rows: Recording[] = [];
  let read = 0;
  let start = page.cursor && keyAt(list, page.cursor);
  do {
    // One more than the page has: it tells that the list goes on.
    const wanted = page.limit + 1 - rows.length;
    const Limit = Math.min(isFiltered ? Math.max(ROWS_AT_ONCE, wanted) : wanted, most - read);
    const answer = await table.client.send(
      new QueryCommand({ ...queryOf(table, query), Limit, ExclusiveStartKey: start }),
    );
    rows.push(...recordingsOf(table, answer.Items ?? []));
    read += answer.ScannedCount ?? Limit;
    start = answer.LastEvaluatedKey;
  } while (start && rows.length <= page.limit && read < most);
  return { rows, end: start && positionOf(start) };
}

function queryOf({ tableName }: Table, { list, filter, page }: Query) {
  const [first, last] = rangeFrom(list, filter, page.cursor);
  const { names, values, ...expression } = filterExpression(leftToCompare(filter, list.covered));
  return {
    TableName: tableName,
    ...(list.index === undefined ? { ConsistentRead: true } : { IndexName: list.index }),
    KeyConditionExpression: '#list = :list AND #at BETWEEN :first AND :last',
    ...expression,
    ExpressionAttributeNames: { '#list': list.partitionKey, '#at': list.sortKey, ...names },
    ExpressionAttributeValues: {
      ':list': list.partition,
      ':first': first,
      ':last': last,
      ...values,
    },
    ScanIndexForward: filter.order === 'asc',
  };
}

/**
 * What is left of a list behind a position. DynamoDB goes to the starting key by itself; an emulator may
 * walk there, and then the last page would cost more than the first.
 */
function rangeFrom(list: RowList, { order }: RecordingFilter, position: ListPosition | undefined) {
  if (position === undefined) return list.range;
  const at = keyAt(list, position)[list.sortKey] ?? '';
  const [first, last] = list.range;
  return order === 'asc' ? [at, last] : [first, at];
}

/** ElectroDB knows which attributes are hidden. */
const recordingsOf = (table: Table, Items: Record<string, unknown>[]): Recording[] =>
  recordingEntity(table).parse({ Items }).data.map(withoutWaiting);

/** The key that a query goes on behind, whether its row is still there or not. */
function keyAt(list: RowList, position: ListPosition): Record<string, string> {
  const workspace = list.partition.split('#').slice(0, 2).join('#');
  const recordingId = position.slice(position.indexOf('#') + 1);
  return {
    [TABLE.partitionKey]: workspace,
    [TABLE.sortKey]: `RECORDING#${recordingId}`,
    ...(list.index !== undefined && {
      [list.partitionKey]: list.partition,
      [list.sortKey]: position,
    }),
  };
}

/** What `keyAt` wrote. */
function positionOf(key: Record<string, unknown>): ListPosition {
  const recordingId = String(key[TABLE.sortKey]).slice('RECORDING#'.length);
  if (!isId('recording', recordingId)) throw new TypeError('No key of a recording.');
  const [time] = String(key.listedAt ?? madePosition({ recordingId })).split('#');
  return `${time}#${recordingId}`;
}

/** The parts as one: nothing behind the first place where one of them stopped reading. */
function pageOf(
  parts: readonly Part[],
  filter: RecordingFilter,
  limit: number,
): Page<Recording, ListPosition> {
  const place = positionIn(filter);
  const sign = filter.order === 'asc' ? 1 : -1;
  const compare = (a: string, b: string) => (a === b ? 0 : a < b ? -sign : sign);
  const [end] = parts.flatMap(part => part.end ?? []).sort(compare);
  const rows = parts
    .flatMap(part => part.rows)
    .filter(row => end === undefined || compare(place(row), end) <= 0)
    .sort((a, b) => compare(place(a), place(b)));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, cursor: rows.length > limit && last ? place(last) : (end ?? null) };
}
