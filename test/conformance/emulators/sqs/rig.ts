import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  type SendMessageCommandInput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueueDeclaration } from '../../../../local/emulators/sqs/declare-queue.ts';
import { startSqsServer } from '../../../../local/emulators/sqs/server.ts';
import { ROOT_KEYS, rootAuthority } from '../../../support/root-authority.ts';

export const newClient = (endpoint: string) =>
  new SQSClient({
    endpoint,
    region: 'eu-central-1',
    credentials: ROOT_KEYS,
    maxAttempts: 1,
  });

/** A server on a fresh file, with a clock that the test may push ahead of the real one. */
export async function startRig() {
  const folder = await mkdtemp(join(tmpdir(), 'sqs-'));
  const dataFile = join(folder, 'sqs.db');
  const clock = { aheadMs: 0 };
  const start = () =>
    startSqsServer({
      dataFile,
      authority: rootAuthority(),
      now: () => Date.now() + clock.aheadMs,
    });
  let server = await start();
  const rig = {
    dataFile,
    client: newClient(server.endpoint),
    endpoint: () => server.endpoint,
    queue: (declaration: QueueDeclaration) => server.createQueue(declaration).url,
    passSeconds: (seconds: number) => {
      clock.aheadMs += seconds * 1000;
    },
    send: (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
      rig.client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more })),
    async receive(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...more,
      });
      return (await rig.client.send(command)).Messages ?? [];
    },
    async bodies(QueueUrl: string, more: Partial<ReceiveMessageCommandInput> = {}) {
      return (await rig.receive(QueueUrl, more)).map(message => message.Body);
    },
    async stop() {
      rig.client.destroy();
      await server.stop();
    },
    async restart() {
      await rig.stop();
      server = await start();
      rig.client = newClient(server.endpoint);
    },
    async close() {
      await rig.stop();
      await rm(folder, { recursive: true });
    },
  };
  return rig;
}

export type Rig = Awaited<ReturnType<typeof startRig>>;
