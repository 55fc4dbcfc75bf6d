import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import { inSlices } from '../../../kernel/in-slices.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';
import { WAITING } from '../pipeline/waiting.ts';

/** Rows of one step: some seconds, also where the table is slow. */
const STEP = 200;

const Row = z.object({
  pk: z.string(),
  sk: z.string(),
  gsi1pk: z.string().optional(),
  hash: z.string().optional(),
  tokenHash: z.string().optional(),
});
type Row = z.infer<typeof Row>;
type Key = Pick<Row, 'pk' | 'sk'>;

/**
 * Removes rows of a workspace whatever their kind, so that none is forgotten when a new one comes. Its
 * own row stays, and what it is counted by, and recordings that wait for the end of their last link: the sweeper has these
 * erased by themselves.
 */
export async function removeWorkspaceRows(
  table: Table,
  workspaceId: WorkspaceId,
): Promise<'done' | 'again'> {
  const { rows, isLast } = await removable(table, workspaceId);
  // What leads to a row goes before it: a repeat finds the row, and by it the rest.
  await inSlices(rows.flatMap(leadingTo), key => remove(table, key));
  await inSlices(rows, key => remove(table, key));
  return isLast ? 'done' : 'again';
}

/** Keys and tokens are found by their hashes, in partitions of their own. */
function leadingTo({ sk, hash, tokenHash }: Row): Key[] {
  if (sk.startsWith('APIKEY#') && hash) return [{ pk: `APIKEY#${hash}`, sk: 'APIKEY' }];
  if (sk.startsWith('INVITATION#') && tokenHash) {
    return [{ pk: `INVITE#${tokenHash}`, sk: 'INVITE' }];
  }
  return [];
}

/** They go together, with all sums that they are in. */
const LAST: ReadonlySet<string> = new Set(['WORKSPACE', 'STORAGE', 'DIRECTORY']);

const stays = ({ sk, gsi1pk }: Row) =>
  LAST.has(sk) || (sk.startsWith('RECORDING#') && gsi1pk === WAITING.links);

async function removable({ client, tableName }: Table, workspaceId: WorkspaceId) {
  const rows: Row[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#pk = :pk',
        ProjectionExpression: '#pk, sk, gsi1pk, #hash, tokenHash',
        ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#hash': 'hash' },
        ExpressionAttributeValues: { ':pk': `WORKSPACE#${workspaceId}` },
        ConsistentRead: true,
        Limit: STEP,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    rows.push(...(page.Items ?? []).map(item => Row.parse(item)).filter(row => !stays(row)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey && rows.length < STEP);
  return { rows, isLast: ExclusiveStartKey === undefined };
}

const remove = ({ client, tableName }: Table, { pk, sk }: Key) =>
  client.send(new DeleteCommand({ TableName: tableName, Key: { pk, sk } }));
