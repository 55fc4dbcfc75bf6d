import { expect, test } from 'vitest';
import { failStage } from '../../../../src/pipeline/stages/fail-stage.ts';
import { STAGE_ERRORS } from '../../../../src/pipeline/stages/stage-error.ts';
import { finishTask } from '../../../../src/pipeline/tasks/finish-task.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { setAll } from './set-all.ts';

test('all stages done: READY, and the next task is admitted', async () => {
  const it = memoryPorts({ recording: { status: 'UPLOADING' } });
  setAll(it, 'COMPLETED');
  expect(await finishTask(it.ports)(it.run)).toEqual({ status: 'SUCCEEDED' });
  expect(it.ended).toEqual([{ task: 'SUCCEEDED', status: 'READY' }]);
  const { subject } = it.run;
  expect(it.sent).toEqual([
    { command: 'admit', workspaceId: subject.workspaceId },
    { command: 'tidy', subject },
  ]);
});

test('a failed stage is named with its code and reason', async () => {
  const it = memoryPorts({ recording: { status: 'PREPARING' } });
  setAll(it, 'PENDING');
  const Cause = JSON.stringify({ errorType: 'StageFailed', errorMessage: '{"code":"not_media"}' });
  await failStage(it.ports)(it.run, 'render', { Error: 'StageFailed', Cause });
  await finishTask(it.ports)(it.run);
  const reason = expect.stringContaining('Upload the recording');
  expect(it.ended).toEqual([
    {
      task: 'FAILED',
      status: 'FAILED',
      failure: { stage: 'render', code: 'not_media', reason },
    },
  ]);
});

test('a run that vanished names the stage that never ended', async () => {
  const it = memoryPorts();
  setAll(it, 'COMPLETED', ['subtitles']);
  await finishTask(it.ports)(it.run);
  expect(it.ended).toMatchObject([
    { failure: { stage: 'subtitles', code: 'lost', reason: STAGE_ERRORS.lost } },
  ]);
});

test('stages of an earlier run do not make this one a success', async () => {
  const it = memoryPorts();
  setAll(it, 'COMPLETED');
  for (const state of it.states.values()) state.taskId = 'tsk_earlier';
  await finishTask(it.ports)(it.run);
  expect(it.ended).toMatchObject([{ task: 'FAILED', failure: { stage: 'analyze' } }]);
});

test.each([
  { status: 'PREPARING' as const, after: 'DOWNLOADED' },
  { status: 'READY' as const, after: 'READY' },
  { status: 'FAILED' as const, after: 'FAILED' },
])('a cancel in $status leaves the recording $after', async ({ status, after }) => {
  const it = memoryPorts({ recording: { status }, task: { cancelRequestedAt: 3 } });
  setAll(it, 'COMPLETED');
  expect(await finishTask(it.ports)(it.run)).toEqual({ status: 'CANCELLED' });
  expect(it.ended).toEqual([{ task: 'CANCELLED', status: after }]);
});

test('a cancel of a recording that was deleted meanwhile ends the task', async () => {
  const it = memoryPorts({ recording: { deletedAt: 2 }, task: { cancelRequestedAt: 3 } });
  expect(await finishTask(it.ports)(it.run)).toEqual({ status: 'CANCELLED' });
  expect(it.ended).toEqual([{ task: 'CANCELLED', status: 'DOWNLOADED' }]);
});

test.each(['SUCCEEDED', 'FAILED', 'CANCELLED'] as const)(
  'the second end has no effect and tells how it really ended: %s',
  async status => {
    const it = memoryPorts({ task: { status } });
    setAll(it, status === 'FAILED' ? 'COMPLETED' : 'PENDING');
    expect(await finishTask(it.ports)(it.run)).toEqual({ status });
    expect(it.ended).toEqual([]);
    expect(it.sent).toHaveLength(2);
  },
);

test('a run that left its recording out is a success, and the recording SKIPPED', async () => {
  const it = memoryPorts({ recording: { status: 'PROCESSED' } });
  setAll(it, 'SKIPPED');
  for (const state of it.states.values()) state.leftOut = true;
  expect(await finishTask(it.ports)(it.run)).toEqual({ status: 'SUCCEEDED' });
  expect(it.ended).toEqual([{ task: 'SUCCEEDED', status: 'SKIPPED' }]);
});

/** A run of these stages, all of which ended; the rest as an earlier run left it. */
function partialRun(stages: string[], rest: 'COMPLETED' | 'PENDING') {
  const it = memoryPorts({ recording: { status: 'UPLOADING' }, task: { stages } });
  setAll(it, rest);
  for (const state of it.states.values()) {
    if (stages.includes(state.stage)) state.status = 'COMPLETED';
    else state.taskId = 'tsk_earlier';
  }
  return it;
}

test.each([
  { rest: 'COMPLETED' as const, status: 'READY' },
  { rest: 'PENDING' as const, status: 'DOWNLOADED' },
])('a run of some stages succeeds by these; with the rest $rest: $status', async row => {
  const it = partialRun(['analyze', 'transcribe'], row.rest);
  expect(await finishTask(it.ports)(it.run)).toEqual({ status: 'SUCCEEDED' });
  expect(it.ended).toEqual([{ task: 'SUCCEEDED', status: row.status }]);
});

test('a run of some stages that never got its plan is no success', async () => {
  const it = partialRun([], 'COMPLETED');
  it.task.stages = ['analyze', 'transcribe'];
  await finishTask(it.ports)(it.run);
  expect(it.ended).toMatchObject([{ failure: { stage: 'analyze', code: 'lost' } }]);
});
