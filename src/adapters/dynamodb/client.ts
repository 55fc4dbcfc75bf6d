import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the rows are. Endpoint and region come from the SDK's own environment variables. */
export type Table = { client: DynamoDBDocumentClient; tableName: string };

export function openTable(tableName: string): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 5 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, tableName };
}
