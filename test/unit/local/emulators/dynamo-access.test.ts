import { describe, expect, test } from 'vitest';
import { dynamoAccess } from '#local/emulators/dynamodb/access.ts';

const ARN = 'arn:aws:dynamodb:eu-central-1:000000000000:table/';
const scope = {
  arnPrefix: ARN,
  keysOf: (table: string) =>
    table === 'rows' ? { partitionKey: 'pk', indexes: new Map([['gsi1', 'gsi1pk']]) } : undefined,
};
const TableName = 'rows';
const row = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });

/** What is asked for, as `Action resource key,key`. */
const asked = (operation: string, input: object) =>
  dynamoAccess(operation, input, scope).map(({ action, resource, context }) =>
    [
      action.replace('dynamodb:', ''),
      resource.replace(ARN, ''),
      context?.['dynamodb:leadingkeys']?.join(',') ?? 'none',
    ].join(' '),
  );

describe('what an operation has to be allowed for', () => {
  test.each([
    { of: 'GetItem', input: { TableName, Key: row('A') }, is: ['GetItem rows A'] },
    { of: 'PutItem', input: { TableName, Item: row('A') }, is: ['PutItem rows A'] },
    { of: 'UpdateItem', input: { TableName, Key: row('A') }, is: ['UpdateItem rows A'] },
    { of: 'DeleteItem', input: { TableName, Key: row('A') }, is: ['DeleteItem rows A'] },
    { of: 'Scan', input: { TableName }, is: ['Scan rows none'] },
    { of: 'Scan', input: { TableName, IndexName: 'gsi1' }, is: ['Scan rows/index/gsi1 none'] },
    { of: 'ListTables', input: {}, is: ['ListTables * none'] },
    {
      of: 'BatchGetItem',
      input: { RequestItems: { rows: { Keys: [row('A'), row('B')] } } },
      is: ['BatchGetItem rows A,B'],
    },
    {
      of: 'BatchWriteItem',
      input: {
        RequestItems: {
          rows: [{ PutRequest: { Item: row('A') } }, { DeleteRequest: { Key: row('B') } }],
        },
      },
      is: ['BatchWriteItem rows A,B'],
    },
    {
      of: 'TransactWriteItems',
      input: {
        TransactItems: [
          { Put: { TableName, Item: row('A') } },
          { Update: { TableName, Key: row('B') } },
          { Delete: { TableName, Key: row('C') } },
          { ConditionCheck: { TableName, Key: row('D') } },
        ],
      },
      is: ['PutItem rows A', 'UpdateItem rows B', 'DeleteItem rows C', 'ConditionCheckItem rows D'],
    },
    {
      of: 'TransactGetItems',
      input: { TransactItems: [{ Get: { TableName, Key: row('A') } }] },
      is: ['GetItem rows A'],
    },
  ])('$of', ({ of, input, is }) => {
    expect(asked(of, input)).toEqual(is);
  });

  const value = { ExpressionAttributeValues: { ':a': { S: 'A' }, ':b': { S: 'B' } } };
  test.each([
    { condition: 'pk = :a', names: {}, key: 'A' },
    { condition: '#p = :a AND begins_with(#s, :b)', names: { '#p': 'pk', '#s': 'sk' }, key: 'A' },
    { condition: '#s = :b and #p=:a', names: { '#p': 'pk', '#s': 'sk' }, key: 'A' },
    { condition: '#s = :b', names: { '#s': 'sk' }, key: '' },
  ])('a query with $condition is for the key "$key"', ({ condition, names, key }) => {
    const input = { TableName, KeyConditionExpression: condition, ...value };
    expect(asked('Query', { ...input, ExpressionAttributeNames: names })).toEqual([
      `Query rows ${key}`,
    ]);
  });

  test('a query of an index is for the key of the index', () => {
    const KeyConditionExpression = 'gsi1pk = :b AND pk = :a';
    const input = { TableName, IndexName: 'gsi1', KeyConditionExpression, ...value };
    expect(asked('Query', input)).toEqual(['Query rows/index/gsi1 B']);
  });

  test('a table whose keys nobody knows is refused', () => {
    const input = { TableName: 'other', Key: row('A') };
    expect(() => dynamoAccess('GetItem', input, scope)).toThrow('no table other');
  });
});
