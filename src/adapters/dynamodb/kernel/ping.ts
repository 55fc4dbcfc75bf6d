import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';

/** Reads an item that is never there: the table answers, or this throws. */
export async function pingTable({ client, tableName }: Table, abortSignal: AbortSignal) {
  const Key = { [TABLE.partitionKey]: 'PING', [TABLE.sortKey]: 'PING' };
  await client.send(new GetCommand({ TableName: tableName, Key }), { abortSignal });
}
