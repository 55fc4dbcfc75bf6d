import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { RecordingCounts } from '../../src/recordings/lists/counts.contract.ts';
import { RecordingDetails, RecordingList } from '../../src/recordings/recording.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { eventually, everything, process, serviceClients } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const Any = z.unknown();

/** Lets a recording be so old, and asks for its end as the sweeper does once an hour. */
async function age(recordingId: string, createdAt: number) {
  const { rows } = serviceClients(cloud);
  const { rows: all } = await everything(cloud);
  const row = all.find(({ sk }) => sk === `RECORDING#${recordingId}`);
  const { TableNames: [TableName] = [] } = await rows.send(new ListTablesCommand({}));
  await rows.send(
    new UpdateCommand({
      TableName,
      Key: { pk: row?.pk, sk: row?.sk },
      UpdateExpression: 'SET createdAt = :at',
      ExpressionAttributeValues: { ':at': createdAt },
    }),
  );
  const { endpoints, credentials, region } = cloud;
  const sqs = new SQSClient({ endpoint: endpoints.sqs, credentials, region });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find(url => /Admission/.test(url) && !/Dead/i.test(url));
  const subject = { workspaceId: row?.workspaceId, kind: 'recording', id: recordingId };
  const MessageBody = JSON.stringify({ command: 'expire', subject });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

test('files go when their time is over, what was published stays, and nothing can be processed', async () => {
  const { api, details } = await process(cloud, await talkClip());
  const id = details.recording_id;
  expect(details.expires_at).toBeNull();
  expect(details.poster_url).not.toBeNull();
  const keep = { retention_days: 30, version: 0 };
  await api.send('PATCH', '/v1/users/me/config', Any, keep);
  const { items } = await api.get('/v1/recordings', RecordingList);
  expect(items[0]).toMatchObject({ recording_id: id, expires_at: expect.stringContaining('T') });

  await age(id, Date.now() - 31 * 24 * 3_600_000);
  const gone = await eventually(async () => {
    // Files first: they go last, so what is seen afterwards is the end.
    const { keys } = await everything(cloud);
    const seen = await api.get(`/v1/recordings/${id}`, RecordingDetails);
    const isOver = !keys.some(key => key.includes(`/recordings/${id}/`));
    return seen.status === 'EXPIRED' && isOver ? seen : undefined;
  });
  expect(gone).toMatchObject({ artifacts: [], poster_url: null, expires_at: null });
  expect((await fetch(gone.watch_url ?? '')).status).toBe(200);
  const refused = api.post(`/v1/recordings/${id}/process`, TaskView, {});
  await expect(refused).rejects.toThrow(/409.*expired/s);
  const expired = await api.get('/v1/recordings?status=EXPIRED&status=READY', RecordingList);
  expect(expired.items.map(row => row.recording_id)).toEqual([id]);
  const counts = await api.get('/v1/recordings/counts', RecordingCounts);
  expect(counts).toMatchObject({ total: 1, blank: 0, by_status: { EXPIRED: 1, READY: 0 } });
});
