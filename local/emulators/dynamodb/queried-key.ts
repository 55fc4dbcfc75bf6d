import { attributeText } from './attribute-text.ts';

type Query = {
  KeyConditionExpression: string;
  ExpressionAttributeNames: Readonly<Record<string, string>>;
  ExpressionAttributeValues: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const EQUALITY = /(#?[\w.-]+)\s*=\s*(:\w+)/g;

/** The value that a query's condition demands of the partition key; empty where it demands none. */
export function queriedKey(query: Query, partitionKey: string) {
  for (const [, name = '', value = ''] of query.KeyConditionExpression.matchAll(EQUALITY)) {
    const attribute = name.startsWith('#') ? query.ExpressionAttributeNames[name] : name;
    if (attribute !== partitionKey) continue;
    return attributeText(query.ExpressionAttributeValues[value]);
  }
  return '';
}
