import { expect, test } from 'vitest';
import { failStage } from '../../../../src/pipeline/stages/fail-stage.ts';
import { finishTask } from '../../../../src/pipeline/tasks/finish-task.ts';
import { planTask } from '../../../../src/pipeline/tasks/plan-task.ts';
import { STAGE_NAMES } from '../../../../src/pipelines/recording.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

type World = ReturnType<typeof memoryPorts>;

const setAll = ({ states, run }: World, status: 'COMPLETED' | 'PENDING', except: string[] = []) => {
  for (const stage of STAGE_NAMES.filter(name => !except.includes(name))) {
    states.set(stage, { ...run, stage, status, attempts: 1 });
  }
};

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
  expect(it.ended).toMatchObject([{ failure: { stage: 'subtitles', code: 'lost' } }]);
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

test('the second end has no effect and tells how it really ended', async () => {
  const it = memoryPorts({ task: { status: 'FAILED' } });
  setAll(it, 'COMPLETED');
  expect(await finishTask(it.ports)(it.run)).toEqual({ status: 'FAILED' });
  expect(it.ended).toEqual([]);
});

test('a plan resets the stages once and keeps what earlier runs made', async () => {
  const it = memoryPorts();
  setAll(it, 'COMPLETED');
  for (const state of it.states.values()) {
    Object.assign(state, { taskId: 'tsk_earlier', madeFingerprint: 'f1' });
  }
  const plan = planTask({ ...it.ports, heartbeatSeconds: 30 });
  expect(await plan(it.run)).toMatchObject({ heartbeat_seconds: 30 });
  const state = it.states.get('render');
  expect(state).toMatchObject({ status: 'PENDING', madeFingerprint: 'f1', attempts: 0 });
  if (state) state.status = 'RUNNING';
  await plan(it.run);
  expect(it.states.get('render')?.status).toBe('RUNNING');
});

test('a plan says whether the picture waits for words', async () => {
  const it = memoryPorts();
  const plan = planTask({ ...it.ports, heartbeatSeconds: 30 });
  expect(await plan(it.run)).toMatchObject({ waits: false });
  it.recording.configOverrides = { picture: { burn_in: { enabled: true } } };
  expect(await plan(it.run)).toMatchObject({ waits: true });
});

test('a run that starts again after a power cut goes back to where runs begin', async () => {
  const it = memoryPorts({ recording: { status: 'PREPARING' } });
  await planTask({ ...it.ports, heartbeatSeconds: 30 })(it.run);
  expect(it.recording.status).toBe('DOWNLOADED');
});
