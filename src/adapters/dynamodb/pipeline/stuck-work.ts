import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { trustedWorkspaceId, type WorkspaceId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { StuckWork } from '../../../pipeline/ports.ts';
import type { Table } from '../client.ts';
import { WAITING } from './waiting.ts';

const [INDEX] = TABLE.indexes;

const Id = z.string().transform(trustedWorkspaceId);
const QueueRow = z.object({ workspaceId: Id });
const SlotRow = z.object({ workspaceId: Id, running: z.set(z.string()).optional() });
const RecordingRow = z.object({ workspaceId: Id, recordingId: z.string() });

export function stuckWork(table: Table): StuckWork {
  return {
    async workspacesWithQueue() {
      const rows = await waitingRows(table, WAITING.queue, QueueRow);
      return [...new Set<WorkspaceId>(rows.map(({ workspaceId }) => workspaceId))];
    },
    async takenSlots() {
      const rows = await waitingRows(table, WAITING.slots, SlotRow);
      return rows.flatMap(({ workspaceId, running }) =>
        [...(running ?? [])].map(taskId => ({ workspaceId, taskId })),
      );
    },
    expiredUploads: now => waitingRows(table, WAITING.uploads, RecordingRow, `${now}`),
    unfinishedDeletions: () => waitingRows(table, WAITING.deletions, RecordingRow),
  };
}

async function waitingRows<Row extends z.ZodType>(
  { client, tableName }: Table,
  partition: string,
  row: Row,
  before = '~',
): Promise<z.output<Row>[]> {
  const rows: z.output<Row>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: INDEX.name,
        KeyConditionExpression: '#pk = :pk AND #sk < :before',
        ExpressionAttributeNames: { '#pk': INDEX.partitionKey, '#sk': INDEX.sortKey },
        ExpressionAttributeValues: { ':pk': partition, ':before': before },
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const item of page.Items ?? []) rows.push(row.parse(item));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return rows;
}
