import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { RecordingLists } from '../../../recordings/ports.ts';
import type { Table } from '../client.ts';
import { statusList } from '../pipeline/subject-fields.ts';
import { LISTS } from './list-keys.ts';

/**
 * Counts in the list of a status: nothing is sent back but two numbers. What the filter lets through is
 * blank; what it looked at is all.
 */
export const countRecordings =
  ({ client, tableName }: Table): RecordingLists['count'] =>
  async (workspaceId, status) => {
    let [total, blank] = [0, 0];
    let start: Record<string, unknown> | undefined;
    do {
      const answer = await client.send(
        new QueryCommand({
          TableName: tableName,
          IndexName: LISTS.status.name,
          Select: 'COUNT',
          KeyConditionExpression: '#list = :list',
          FilterExpression: 'attribute_exists(skipReason)',
          ExpressionAttributeNames: { '#list': LISTS.status.partitionKey },
          ExpressionAttributeValues: {
            ':list': statusList({ workspaceId, kind: 'recording' }, status),
          },
          ExclusiveStartKey: start,
        }),
      );
      total += answer.ScannedCount ?? 0;
      blank += answer.Count ?? 0;
      start = answer.LastEvaluatedKey;
    } while (start);
    return { total, blank };
  };
