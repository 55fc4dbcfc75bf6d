import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { documentClient, openTable, type Table } from '#src/adapters/dynamodb/client.ts';
import { keptCredentials } from '../cloud/credentials.ts';
import { portMemory } from '../cloud/ports.ts';

/** The table of a deployment, with the credentials of whoever deploys. */
export const deployedTable = (name: string): Table => openTable(name);

/**
 * The table of the local cloud that runs on this folder, as its owner.
 * @throws where none runs
 */
export async function localTable(dataDir: string): Promise<Table> {
  const port = portMemory(dataDir).last('dynamodb');
  if (port === undefined || !existsSync(join(dataDir, 'credentials.json'))) throw notThere(dataDir);
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    credentials: keptCredentials(dataDir),
    maxAttempts: 1,
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({})).catch(cause => {
    throw notThere(dataDir, cause);
  });
  const [tableName, ...others] = TableNames;
  if (tableName === undefined || others.length > 0) {
    throw new Error(`There are ${TableNames.length} tables in ${dataDir}, and not one.`);
  }
  return { client: documentClient(client), tableName };
}

const notThere = (dataDir: string, cause?: unknown) =>
  new Error(
    `No local cloud runs on ${dataDir}. Begin one with npm start, or name a table with --table.`,
    { cause },
  );
