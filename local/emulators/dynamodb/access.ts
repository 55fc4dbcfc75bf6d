import { z } from 'zod';
import type { Access } from '../iam/decide.ts';
import { attributeText } from './attribute-text.ts';
import { queriedKey } from './queried-key.ts';

/** The partition keys of a table and of its indexes. */
export type TableKeys = { partitionKey: string; indexes: ReadonlyMap<string, string> };

type Scope = {
  /** `arn:aws:dynamodb:<region>:<account>:table/` */
  arnPrefix: string;
  keysOf: (table: string) => TableKeys | undefined;
};

const Attributes = z.record(z.string(), z.record(z.string(), z.unknown()));
const InTable = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const Row = InTable.extend({ Key: Attributes.optional(), Item: Attributes.optional() });
const Query = InTable.extend({
  KeyConditionExpression: z.string().default(''),
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: Attributes.default({}),
});
const Write = z.object({
  PutRequest: z.object({ Item: Attributes }).optional(),
  DeleteRequest: z.object({ Key: Attributes }).optional(),
});
const BatchGet = z.object({
  RequestItems: z.record(z.string(), z.object({ Keys: z.array(Attributes) })),
});
const BatchWrite = z.object({ RequestItems: z.record(z.string(), z.array(Write)) });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Row)) });

type Needs = (input: unknown, scope: Scope) => Access[];

const row =
  (action: string): Needs =>
  (input, scope) => [rowAccess(action, Row.parse(input), scope)];

/** AWS asks for the rights of what a transaction holds, not for one of the transaction's name. */
const OF_TRANSACTION: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

const transaction: Needs = (input, scope) =>
  Transaction.parse(input).TransactItems.flatMap(item =>
    Object.entries(item).map(([kind, part]) =>
      rowAccess(OF_TRANSACTION[kind] ?? kind, part, scope),
    ),
  );

const NEEDS: Readonly<Record<string, Needs>> = {
  GetItem: row('GetItem'),
  PutItem: row('PutItem'),
  UpdateItem: row('UpdateItem'),
  DeleteItem: row('DeleteItem'),
  TransactGetItems: transaction,
  TransactWriteItems: transaction,
  BatchGetItem: (input, scope) =>
    Object.entries(BatchGet.parse(input).RequestItems).map(([table, { Keys }]) =>
      batchAccess('BatchGetItem', table, Keys, scope),
    ),
  BatchWriteItem: (input, scope) =>
    Object.entries(BatchWrite.parse(input).RequestItems).map(([table, writes]) => {
      const rows = writes.flatMap(({ PutRequest: put, DeleteRequest: removal }) =>
        [put?.Item, removal?.Key].filter(item => item !== undefined),
      );
      return batchAccess('BatchWriteItem', table, rows, scope);
    }),
  Query: (input, scope) => {
    const query = Query.parse(input);
    const { partitionKey, indexes } = keysOf(query.TableName, scope);
    const name = query.IndexName === undefined ? partitionKey : indexes.get(query.IndexName);
    return [withKeys('Query', query, [queriedKey(query, name ?? '')], scope)];
  },
};

/**
 * What an operation has to be allowed for, with the partition keys of all rows it names. Operations
 * that name none (a scan, a change of the table) have no keys, and a rule for keys lets them pass.
 */
export function dynamoAccess(operation: string, input: unknown, scope: Scope): Access[] {
  const needs = NEEDS[operation];
  if (needs) return needs(input, scope);
  const table = InTable.safeParse(input).data;
  const resource = table ? resourceOf(table, scope) : '*';
  return [{ action: `dynamodb:${operation}`, resource }];
}

function rowAccess(action: string, { Key, Item, ...table }: z.infer<typeof Row>, scope: Scope) {
  const { partitionKey } = keysOf(table.TableName, scope);
  return withKeys(action, table, [attributeText((Key ?? Item)?.[partitionKey])], scope);
}

function batchAccess(
  action: string,
  TableName: string,
  rows: readonly z.infer<typeof Attributes>[],
  scope: Scope,
) {
  const { partitionKey } = keysOf(TableName, scope);
  const keys = rows.map(item => attributeText(item[partitionKey]));
  return withKeys(action, { TableName }, [...new Set(keys)], scope);
}

const withKeys = (
  operation: string,
  table: z.infer<typeof InTable>,
  keys: readonly string[],
  scope: Scope,
): Access => ({
  action: `dynamodb:${operation}`,
  resource: resourceOf(table, scope),
  context: { 'dynamodb:leadingkeys': keys },
});

const resourceOf = ({ TableName, IndexName }: z.infer<typeof InTable>, { arnPrefix }: Scope) =>
  `${arnPrefix}${TableName}${IndexName === undefined ? '' : `/index/${IndexName}`}`;

/** Without them nobody could tell whose rows are asked for. */
function keysOf(table: string, scope: Scope) {
  const keys = scope.keysOf(table);
  if (keys) return keys;
  throw new Error(`The template has no table ${table}.`);
}
