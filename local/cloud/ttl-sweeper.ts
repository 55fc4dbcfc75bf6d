import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Table } from './provision/tables.ts';

const INTERVAL_MS = 60_000;

/** Deletes expired items, since the embedded DynamoDB never does. AWS takes up to two days. */
export function startTtlSweeper(
  client: DynamoDBClient,
  tables: readonly Table[],
  log: (line: string) => void,
) {
  const sweep = async () => {
    for (const table of tables) await sweepTable(client, table, nowSeconds());
  };
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(sweep).catch(error => log(`TTL sweep: ${error}`));
  }, INTERVAL_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

/** Deletes the items of one table that expired before `now`, epoch seconds. */
export async function sweepTable(client: DynamoDBClient, table: Table, now: number) {
  const { name: TableName, keys, timeToLive } = table;
  if (!timeToLive) return;
  const expired = {
    ExpressionAttributeNames: { '#ttl': timeToLive },
    ExpressionAttributeValues: { ':now': { N: String(now) } },
  };
  const pages = paginateScan(
    { client },
    { TableName, ...expired, FilterExpression: '#ttl < :now' },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const Key = Object.fromEntries(keys.flatMap(key => (item[key] ? [[key, item[key]]] : [])));
      // It may have been written again since it was read.
      const ConditionExpression = '#ttl < :now';
      const command = new DeleteItemCommand({ TableName, Key, ...expired, ConditionExpression });
      await client.send(command).catch(error => {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      });
    }
  }
}
