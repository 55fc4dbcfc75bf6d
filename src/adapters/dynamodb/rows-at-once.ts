import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { TABLE } from '../../kernel/table.ts';
import type { Table } from './client.ts';

const Key = z.object({ [TABLE.partitionKey]: z.string(), [TABLE.sortKey]: z.string() });
type Key = z.infer<typeof Key>;
type Row = Record<string, unknown>;

/** What reads one row: ElectroDB knows its key, and what is in it. */
type Asked = { params: () => unknown };
const Params = z.object({ Key });

/** Where storage is busy it answers with a part of what was asked for. */
const ATTEMPTS = 8;
const FIRST_WAIT_MS = 15;

/**
 * Up to a hundred rows by one call, strongly consistent, in the order in which they are asked for.
 * @throws where storage leaves some out again and again
 */
export async function rowsAtOnce(
  { client, tableName }: Table,
  asked: readonly Asked[],
): Promise<(Row | undefined)[]> {
  const keys = asked.map(get => Params.parse(get.params()).Key);
  const found = new Map<string, Row>();
  let missing: Row[] = keys;
  for (let attempt = 0; missing.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new Error(`${missing.length} rows were not read.`);
    if (attempt > 0) await pause(attempt);
    const request = { [tableName]: { Keys: missing, ConsistentRead: true } };
    const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
    for (const row of answer.Responses?.[tableName] ?? []) found.set(nameOf(Key.parse(row)), row);
    missing = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
  }
  return keys.map(key => found.get(nameOf(key)));
}

const nameOf = (key: Key) => JSON.stringify([key[TABLE.partitionKey], key[TABLE.sortKey]]);

const pause = (attempt: number) =>
  new Promise(resolve => setTimeout(resolve, FIRST_WAIT_MS * 2 ** attempt * (0.5 + Math.random())));
