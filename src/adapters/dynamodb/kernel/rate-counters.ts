import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { RateCounters, RateUse } from '../../../kernel/http/rate-limit.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const Counts = z.record(z.string(), z.unknown());

/**
 * One item for each principal and clock hour, with a count for the hour and one for each of its
 * minutes: so both limits hold by one conditional write.
 */
export function rateCounters({ client, tableName }: Table): RateCounters {
  return {
    async count(principal, at, limits) {
      const minute = `minute${Math.floor((at % HOUR_MS) / MINUTE_MS)}`;
      const input: UpdateCommandInput = {
        TableName: tableName,
        Key: key(principal, at),
        UpdateExpression: 'ADD #hour :one, #minute :one SET #ttl = :ttl',
        ConditionExpression:
          '(attribute_not_exists(#hour) OR #hour < :perHour) AND ' +
          '(attribute_not_exists(#minute) OR #minute < :perMinute)',
        ExpressionAttributeNames: { '#hour': 'hour', '#minute': minute, '#ttl': TABLE.timeToLive },
        ExpressionAttributeValues: {
          ':one': 1,
          ':perHour': limits.perHour,
          ':perMinute': limits.perMinute,
          ':ttl': (Math.floor(at / HOUR_MS) + 2) * (HOUR_MS / 1000),
        },
        ReturnValues: 'ALL_NEW',
      };
      try {
        const { Attributes } = await client.send(new UpdateCommand(input));
        return { allowed: true, ...used(Attributes, minute) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        const { TableName, Key } = input;
        const read = new GetCommand({ TableName, Key, ConsistentRead: true });
        return { allowed: false, ...used((await client.send(read)).Item, minute) };
      }
    },
  };
}

const key = (principal: string, at: number) => ({
  [TABLE.partitionKey]: `RATE#${principal}`,
  [TABLE.sortKey]: `HOUR#${Math.floor(at / HOUR_MS)}`,
});

function used(item: unknown, minute: string): Omit<RateUse, 'allowed'> {
  const counts = Counts.parse(item ?? {});
  return { inMinute: Number(counts[minute] ?? 0), inHour: Number(counts.hour ?? 0) };
}
