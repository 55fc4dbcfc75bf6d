import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';

const TIMEOUT_MS = 2000;

/** Reads an item that is never there: the table answers, or this throws. */
export async function pingTable({ client, tableName }: Table) {
  const Key = { [TABLE.partitionKey]: 'PING', [TABLE.sortKey]: 'PING' };
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  await client.send(new GetCommand({ TableName: tableName, Key }), { abortSignal });
}
