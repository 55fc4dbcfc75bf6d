import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { Assembly } from '../template/assembly.ts';

const Keys = z.array(
  z.object({ AttributeName: z.string(), KeyType: z.literal(['HASH', 'RANGE']) }),
);

const TableProperties = z.object({
  KeySchema: Keys,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.literal(['S', 'N', 'B']) }),
  ),
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema: Keys,
        Projection: z.object({
          ProjectionType: z.literal(['ALL', 'KEYS_ONLY', 'INCLUDE']),
          NonKeyAttributes: z.array(z.string()).optional(),
        }),
      }),
    )
    .optional(),
  TimeToLiveSpecification: z
    .object({ AttributeName: z.string().optional(), Enabled: z.boolean().default(true) })
    .optional(),
});

/** A table of the template; `timeToLive` names the attribute after which items expire. */
export type Table = {
  input: CreateTableCommandInput;
  name: string;
  keys: readonly string[];
  timeToLive: string | undefined;
};

export function readTables(assembly: Assembly): Table[] {
  const types = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
  return assembly.resources(...types).map(({ name, properties }) => {
    const { TimeToLiveSpecification: ttl, ...table } = TableProperties.parse(properties);
    return {
      name,
      input: { TableName: name, BillingMode: 'PAY_PER_REQUEST', ...table },
      keys: table.KeySchema.map(({ AttributeName }) => AttributeName),
      timeToLive: ttl?.Enabled ? ttl.AttributeName : undefined,
    };
  });
}

const hashKey = (schema: CreateTableCommandInput['KeySchema'] = []) =>
  schema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';

/** The partition keys of a table and of its indexes, by which policies may bound who sees what. */
export const keysOf = ({ input }: Pick<Table, 'input'>) => ({
  partitionKey: hashKey(input.KeySchema),
  indexes: new Map(
    (input.GlobalSecondaryIndexes ?? []).map(
      ({ IndexName = '', KeySchema }) => [IndexName, hashKey(KeySchema)] as const,
    ),
  ),
});

/** Creates what is not there. A table that exists keeps its keys and its items. */
export async function createTables(client: DynamoDBClient, tables: readonly Table[]) {
  for (const { input } of tables) {
    try {
      await client.send(new CreateTableCommand(input));
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
  }
}
