import { ListMessageMoveTasksCommand, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Rig, startRig } from './rig.ts';

const ARN = 'arn:aws:sqs:eu-central-1:000000000000:';
const DEAD = { SourceArn: `${ARN}dead` };

let rig: Rig;
let dead: string;
let jobs: string;
beforeEach(async () => {
  rig = await startRig();
  dead = rig.queue({ name: 'dead' });
  jobs = rig.queue({ name: 'jobs', deadLetter: { queueName: 'dead', maxReceiveCount: 2 } });
});
afterEach(() => rig.close());

/** Receives without deleting until the message is buried. */
async function exhaust(body: string) {
  await rig.send(jobs, body);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await rig.receive(jobs);
    rig.passSeconds(31);
  }
}

test('a message that fails twice goes to the dead letters with its origin', async () => {
  await rig.send(jobs, 'bad');
  const [first] = await rig.receive(jobs);
  rig.passSeconds(31);
  expect(await rig.bodies(jobs)).toEqual(['bad']);
  rig.passSeconds(31);
  expect(await rig.bodies(dead)).toEqual([]);
  expect(await rig.bodies(jobs)).toEqual([]);
  const [buried] = await rig.receive(dead);
  expect(buried).toMatchObject({
    Body: 'bad',
    MessageId: first?.MessageId,
    Attributes: {
      DeadLetterQueueSourceArn: `${ARN}jobs`,
      SentTimestamp: first?.Attributes?.SentTimestamp,
    },
  });
});

test('somebody who waits at the dead letters gets one as it arrives', async () => {
  await rig.send(jobs, 'bad');
  for (const _ of [1, 2]) {
    await rig.receive(jobs);
    rig.passSeconds(31);
  }
  const waiting = rig.bodies(dead, { WaitTimeSeconds: 20 });
  await new Promise(resolve => setTimeout(resolve, 50));
  await rig.receive(jobs);
  expect(await waiting).toEqual(['bad']);
});

test('a move task brings them back to where they came from, as new messages', async () => {
  const other = rig.queue({ name: 'other', deadLetter: { queueName: 'dead', maxReceiveCount: 2 } });
  await exhaust('one');
  await exhaust('two');
  await rig.send(other, 'three');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await rig.receive(other);
    rig.passSeconds(31);
  }
  const { TaskHandle } = await rig.client.send(new StartMessageMoveTaskCommand(DEAD));
  expect(TaskHandle).toBeTruthy();
  expect(await rig.bodies(other)).toEqual(['three']);
  const back = await rig.receive(jobs);
  expect(back.map(message => message.Body)).toEqual(['one', 'two']);
  expect(back[0]?.Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
  expect(back[0]?.Attributes).not.toHaveProperty('DeadLetterQueueSourceArn');
  const { Results } = await rig.client.send(new ListMessageMoveTasksCommand(DEAD));
  expect(Results).toMatchObject([
    { Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3, SourceArn: DEAD.SourceArn },
  ]);
});

test('a move task may have another destination', async () => {
  const elsewhere = rig.queue({ name: 'elsewhere' });
  await exhaust('one');
  const DestinationArn = `${ARN}elsewhere`;
  await rig.client.send(new StartMessageMoveTaskCommand({ ...DEAD, DestinationArn }));
  expect(await rig.bodies(elsewhere)).toEqual(['one']);
  expect(await rig.bodies(dead)).toEqual([]);
});

test('only dead letters can be moved', async () => {
  const start = (SourceArn: string) =>
    rig.client.send(new StartMessageMoveTaskCommand({ SourceArn }));
  await expect(start(`${ARN}jobs`)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  await expect(start(`${ARN}none`)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
