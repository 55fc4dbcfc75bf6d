import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { ListBucketsCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect } from 'vitest';
import { signUp } from '../../local/demo/account.ts';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { followTask } from '../../local/demo/follow-task.ts';
import { uploadRecording } from '../../local/demo/upload.ts';
import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import type { TestCloud } from './cloud.ts';

/** Real clients of the cloud's services, for looking behind the API. */
export function serviceClients({ endpoints, credentials, region }: TestCloud) {
  const dynamodb = new DynamoDBClient({ endpoint: endpoints.dynamodb, credentials, region });
  return {
    s3: new S3Client({ endpoint: endpoints.s3, credentials, region, forcePathStyle: true }),
    rows: DynamoDBDocumentClient.from(dynamodb),
  };
}

/** Uploads a file as a new user and follows its run to the end. */
export async function process(cloud: TestCloud, file: string, subtitles?: string) {
  const { api, recording } = await upload(cloud, file, subtitles);
  return { api, details: await follow(api, recording) };
}

export async function upload(cloud: TestCloud, file: string, subtitles?: string) {
  const api = await signUp(cloud.apiUrl);
  const onBytes = () => undefined;
  return { api, recording: await uploadRecording(api, { file, subtitles, onBytes }) };
}

type Started = { recording_id: string; last_task_id: string | null };

export function follow(api: ApiClient, { recording_id: id, last_task_id: taskId }: Started) {
  if (!taskId) throw new Error('No task began.');
  return followTask(api, id, taskId, () => undefined);
}

/** Resolves with what `look` found, as soon as it finds something. */
export async function eventually<Found>(
  look: () => Found | undefined | Promise<Found | undefined>,
) {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  throw new Error('It never happened.');
}

/** Every object and every row, in all workspaces: what only a test may see. */
export async function everything(cloud: TestCloud) {
  const { s3, rows } = serviceClients(cloud);
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  const names = Buckets.flatMap(({ Name }) => Name ?? []);
  const listed = names.map(async Bucket => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents.flatMap(({ Key }) => Key ?? []);
  });
  const { TableNames = [] } = await rows.send(new ListTablesCommand({}));
  const scanned = TableNames.map(async TableName => {
    const { Items = [] } = await rows.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items;
  });
  return {
    keys: (await Promise.all(listed)).flat(),
    rows: (await Promise.all(scanned)).flat(),
  };
}

/** The state that every fault must leave: no slot taken, one page for each recording. */
export async function leftBehind(cloud: TestCloud) {
  const { keys, rows } = await everything(cloud);
  const slots = rows.flatMap(({ running }) => (running instanceof Set ? [...running] : []));
  const pages = keys.filter(key => /^w\/.*\/rec_[^/]+\/index\.html$/.test(key));
  return { slots, pages };
}

/** READY, exactly one page, no slot kept: nothing was lost and nothing happened twice. */
export async function expectPublishedOnce(cloud: TestCloud, details: RecordingDetails) {
  expect(details.failure).toBeNull();
  expect(details.status).toBe('READY');
  const { slots, pages } = await leftBehind(cloud);
  expect(slots).not.toContain(details.last_task_id);
  expect(pages.filter(key => key.includes(details.recording_id))).toHaveLength(1);
  const page = await fetch(details.watch_url ?? '');
  expect(page.status).toBe(200);
}
