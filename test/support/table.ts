import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamoDb } from '../../local/emulators/dynamodb/process.ts';
import { documentClient } from '../../src/adapters/dynamodb/client.ts';
import { TABLE } from '../../src/kernel/table.ts';

const key = (name: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName: name, KeyType });

/** A fresh table in a DynamoDB of its own, for one test file. Call `stop` afterwards. */
export async function startTable() {
  const dynamoDb = await startDynamoDb();
  const client = new DynamoDBClient({
    endpoint: dynamoDb.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const keys = TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  const names = [...new Set([TABLE.partitionKey, TABLE.sortKey, ...keys])];
  await client.send(
    new CreateTableCommand({
      TableName: 'castline',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [key(TABLE.partitionKey, 'HASH'), key(TABLE.sortKey, 'RANGE')],
      GlobalSecondaryIndexes: TABLE.indexes.map(index => ({
        IndexName: index.name,
        KeySchema: [key(index.partitionKey, 'HASH'), key(index.sortKey, 'RANGE')],
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  const table = {
    client: documentClient(client),
    tableName: 'castline',
  };
  return { table, endpoint: dynamoDb.endpoint, stop: dynamoDb.stop };
}
