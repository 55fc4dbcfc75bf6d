import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { repeatConflicts } from './conditions.ts';

/** Where the rows are. Endpoint and region come from the SDK's own environment variables. */
export type Table = { client: DynamoDBDocumentClient; tableName: string };

export const openTable = (tableName: string): Table => ({
  client: documentClient(new DynamoDBClient({ maxAttempts: 5 })),
  tableName,
});

/** A client as every table of ours has it. */
export const documentClient = (client: DynamoDBClient) =>
  DynamoDBDocumentClient.from(repeatConflicts(client), {
    marshallOptions: { removeUndefinedValues: true },
  });
