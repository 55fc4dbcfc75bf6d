import { expect, test } from 'vitest';
import { retryRecording } from '../../../src/recordings/retry-recording.ts';
import { idlePorts, memoryPorts } from '../../support/fakes/memory-ports.ts';
import { sampleTask } from '../../support/samples.ts';

const OPERATION = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const ASKED = { operationId: OPERATION, requestId: 'asked' };
const FAILURE = { stage: 'render', code: 'lost', reason: 'gone' };

test('a failed recording is queued again, and a repeat of the operation is the same task', async () => {
  const it = idlePorts({ status: 'FAILED', failure: FAILURE, lastTaskId: 'tsk_earlier' });
  const retry = () => retryRecording(it.ports)(it.key, ASKED);
  expect(await retry()).toMatchObject({ taskId: `tsk_${OPERATION}`, status: 'QUEUED' });
  expect(it.recording.activeTaskId).toBe(`tsk_${OPERATION}`);
  expect((await retry()).taskId).toBe(`tsk_${OPERATION}`);
  expect(it.store.tasks.size).toBe(1);
});

test('it goes on by the config and the stages that the failed run was asked for', async () => {
  const it = idlePorts({ status: 'FAILED', failure: FAILURE });
  const requestConfig = { trim: { enabled: false } };
  const stages = ['analyze', 'render'];
  const failed = sampleTask(it.recording, { status: 'FAILED', requestConfig, stages });
  it.store.tasks.set(failed.taskId, failed);
  it.recording.lastTaskId = failed.taskId;
  expect(await retryRecording(it.ports)(it.key, ASKED)).toMatchObject({
    ...{ requestConfig, stages, requestId: 'asked' },
  });
});

test.each([
  { status: 'READY' as const, code: 'illegal_transition' },
  { status: 'DOWNLOADED' as const, code: 'illegal_transition' },
  { status: 'DOWNLOADING' as const, code: 'upload_incomplete' },
])('one that is $status has nothing to retry: $code', async ({ status, code }) => {
  const it = idlePorts({ status });
  await expect(retryRecording(it.ports)(it.key, ASKED)).rejects.toMatchObject({ code });
  expect(it.sent).toEqual([]);
});

test('one that a task works on is a conflict', async () => {
  const it = memoryPorts({ recording: { status: 'FAILED' } });
  const retried = retryRecording(it.ports)(it.key, ASKED);
  await expect(retried).rejects.toMatchObject({ code: 'conflict' });
});
