import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { z } from 'zod';
import { TABLE } from '../../kernel/table.ts';
import type { Table } from './client.ts';

const [INDEX] = TABLE.indexes;

/** `limit`: no more than so many; left out: all. */
type Range = { from?: string; before?: string; limit?: number };

/** Items of a partition of the sparse index, of all workspaces or in a range of sort keys. */
export async function waitingRows<Row extends z.ZodType>(
  { client, tableName }: Table,
  partition: string,
  row: Row,
  { from = ' ', before = '~', limit = Number.POSITIVE_INFINITY }: Range = {},
): Promise<z.output<Row>[]> {
  const rows: z.output<Row>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: INDEX.name,
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :before',
        ExpressionAttributeNames: { '#pk': INDEX.partitionKey, '#sk': INDEX.sortKey },
        ExpressionAttributeValues: { ':pk': partition, ':from': from, ':before': before },
        ...(Number.isFinite(limit) && { Limit: limit - rows.length }),
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const item of page.Items ?? []) rows.push(row.parse(item));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey && rows.length < limit);
  return rows;
}
