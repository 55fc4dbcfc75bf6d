import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { RecordingList } from '../../src/recordings/recording.contract.ts';
import { everything, expectPublishedOnce, follow, upload } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { faultProxy, S3_FAILED, THROTTLED } from '../support/fault-proxy.ts';
import { talkClip } from '../support/talk-clip.ts';

let clip: string;
beforeAll(async () => {
  clip = await talkClip();
});

describe('on a healthy cloud', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startTestCloud();
  });
  afterAll(() => cloud.stop());

  test.each(['stage', 'admit', 'ingest'])(
    'functions of %s are killed again and again while a recording is processed',
    async part => {
      const { api, recording } = await upload(cloud, clip);
      let killed = 0;
      // Three that hit: a state is tried four times, so the fourth must be left alone.
      const killing = setInterval(async () => {
        if (killed < 3) killed += await cloud.killLambdaWorker(part);
      }, 500);
      const details = await follow(api, recording).finally(() => clearInterval(killing));
      await expectPublishedOnce(cloud, details);
      expect(killed).toBeGreaterThan(0);
    },
  );

  test('storage events and starts that come again change nothing', async () => {
    const { api, recording } = await upload(cloud, clip);
    const { endpoints, credentials, region } = cloud;
    const sqs = new SQSClient({ endpoint: endpoints.sqs, credentials, region });
    const { keys } = await everything(cloud);
    const key = keys.find(name => name.includes(`${recording.recording_id}/original`));
    const object = { key, size: recording.size_bytes, sequencer: '0001' };
    const event = { eventName: 'ObjectCreated:Put', s3: { object } };
    const MessageBody = JSON.stringify({ Records: [event] });
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    const QueueUrl = QueueUrls.find(url => /ingest/i.test(url) && !/dead|dlq/i.test(url));
    const repeat = () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await Promise.all([repeat(), repeat(), repeat()]);
    const path = `/v1/recordings/${recording.recording_id}`;
    await api.post(`${path}/complete`, z.unknown(), {});
    await expect(api.post(`${path}/process`, z.unknown(), {})).rejects.toMatchObject({
      status: 409,
    });
    const details = await follow(api, recording);
    await repeat();
    await expectPublishedOnce(cloud, details);
    const tasks = await api.get('/v1/tasks', z.object({ items: z.array(z.unknown()) }));
    expect(tasks.items).toHaveLength(1);
    const { items } = await api.get('/v1/recordings', RecordingList);
    expect(items.map(({ status }) => status)).toEqual(['READY']);
  });
});

test('with DynamoDB throttling every seventh call and S3 failing every sixth, it still ends READY', async () => {
  const dynamodb = await faultProxy(THROTTLED, 7);
  const s3 = await faultProxy(S3_FAILED, 6);
  const cloud = await startTestCloud({
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
      AWS_ENDPOINT_URL_S3: s3.endpoint,
    },
  });
  dynamodb.state.target = cloud.endpoints.dynamodb;
  s3.state.target = cloud.endpoints.s3;
  try {
    const { api, recording } = await upload(cloud, clip);
    const details = await follow(api, recording);
    await expectPublishedOnce(cloud, details);
    expect(dynamodb.state.faults).toBeGreaterThan(5);
    expect(s3.state.faults).toBeGreaterThan(2);
  } finally {
    await cloud.stop();
    await Promise.all([dynamodb.stop(), s3.stop()]);
  }
});
