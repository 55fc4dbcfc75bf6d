import { BatchWriteCommand, DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';

type Key = { pk: string; sk: string };

const partition = (workspaceId: WorkspaceId) => `WORKSPACE#${workspaceId}`;

/** Stages, their versions and artifacts; what came in from a source stays. */
export async function clearStageRows(table: Table, workspaceId: WorkspaceId, recordingId: string) {
  const stages = await keysBelow(table, workspaceId, `STAGE#${recordingId}#`);
  const versions = await keysBelow(table, workspaceId, `VERSION#${recordingId}#`);
  const artifacts = await keysBelow(table, workspaceId, `ARTIFACT#${recordingId}#`);
  const source = `ARTIFACT#${recordingId}#source#`;
  await remove(table, [
    ...stages,
    ...versions,
    ...artifacts.filter(({ sk }) => !sk.startsWith(source)),
  ]);
}

/** Everything of a recording; its own row goes last, so that a crash leaves something to find. */
export async function eraseRows(table: Table, workspaceId: WorkspaceId, recordingId: string) {
  await clearStageRows(table, workspaceId, recordingId);
  await remove(table, await keysBelow(table, workspaceId, `ARTIFACT#${recordingId}#`));
  const { client, tableName: TableName } = table;
  const Key = { pk: partition(workspaceId), sk: `RECORDING#${recordingId}` };
  await client.send(new DeleteCommand({ TableName, Key }));
}

async function keysBelow({ client, tableName }: Table, workspaceId: WorkspaceId, prefix: string) {
  const keys: Key[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
        ProjectionExpression: '#pk, #sk',
        ExpressionAttributeNames: { '#pk': TABLE.partitionKey, '#sk': TABLE.sortKey },
        ExpressionAttributeValues: { ':pk': partition(workspaceId), ':prefix': prefix },
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const { pk, sk } of page.Items ?? []) keys.push({ pk: String(pk), sk: String(sk) });
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return keys;
}

/** Twenty-five deletes are what one call takes; what it leaves unprocessed is sent again. */
const BATCH = 25;

async function remove({ client, tableName }: Table, keys: readonly Key[]) {
  for (let from = 0; from < keys.length; from += BATCH) {
    let requests = keys
      .slice(from, from + BATCH)
      .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
    while (requests.length > 0) {
      const RequestItems = { [tableName]: requests };
      const answer = await client.send(new BatchWriteCommand({ RequestItems }));
      const left = answer.UnprocessedItems?.[tableName] ?? [];
      requests = left.flatMap(({ DeleteRequest }) => {
        const key = DeleteRequest?.Key;
        return key ? [{ DeleteRequest: { Key: { pk: String(key.pk), sk: String(key.sk) } } }] : [];
      });
    }
  }
}
