import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import { batchHandler } from '../../../../src/adapters/sqs/batch-handler.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

const record = (messageId: string, body: object): SQSRecord => ({
  ...{ messageId, body: JSON.stringify(body), receiptHandle: '', md5OfBody: '' },
  ...{ messageAttributes: {}, eventSource: '', eventSourceARN: '', awsRegion: '' },
  attributes: {
    ...{ ApproximateReceiveCount: '1', SentTimestamp: '', SenderId: '' },
    ApproximateFirstReceiveTimestamp: '',
  },
});

test('only what failed comes again, and the log says whose it is and no more of it', async () => {
  const lines: unknown[][] = [];
  const write = (...line: unknown[]) => void lines.push(line);
  const handle = batchHandler(
    async ({ messageId }) => {
      if (messageId === 'bad') throw new TypeError('broken');
    },
    { info: write, warn: write, error: write },
  );
  const [workspaceId, taskId] = [newWorkspaceId(), newId('task')];
  const bad = record('bad', { command: 'work', workspaceId, taskId, name: 'private' });
  const answer = await handle({ Records: [record('good', {}), bad] });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
  expect(lines).toEqual([
    [
      'A message failed.',
      expect.objectContaining({
        ...{ message_id: 'bad', workspace_id: workspaceId, task_id: taskId },
        ...{ error_name: 'TypeError', error_message: 'broken' },
      }),
    ],
  ]);
  expect(JSON.stringify(lines)).not.toContain('private');
});
