import { expect, test } from 'vitest';
import { failStage } from '../../../../src/pipeline/stages/fail-stage.ts';
import { STAGE_ERRORS } from '../../../../src/pipeline/stages/stage-error.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

const CAUGHT = { Error: 'StageFailed', Cause: '{"code":"not_media"}' };
const FAILED = {
  status: 'FAILED',
  failureCode: 'not_media',
  failureReason: STAGE_ERRORS.not_media,
};

test('the stage is written down as failed, with a code for programs and a reason for people', async () => {
  const it = memoryPorts();
  const running = { ...it.run, status: 'RUNNING', attempts: 3, startedAt: 7 } as const;
  it.states.set('render', { ...running, stage: 'render', fingerprint: 'f' });
  it.states.set('transcribe', { ...running, stage: 'transcribe' });
  await failStage(it.ports)(it.run, 'render', CAUGHT);
  const finishedAt = it.ports.clock();
  expect(it.states.get('render')).toMatchObject({
    ...{ ...FAILED, attempts: 3, startedAt: 7, finishedAt },
  });
  expect(it.states.get('transcribe')).toMatchObject({ status: 'RUNNING' });
});

test('the result that stood, and a choice of it, outlive the failure', async () => {
  const it = memoryPorts();
  const kept = { madeFingerprint: 'f1', chosenFor: 'f2' };
  const row = { ...it.run, stage: 'topics', status: 'RUNNING', attempts: 1 } as const;
  it.states.set('topics', { ...row, ...kept });
  await failStage(it.ports)(it.run, 'topics', CAUGHT);
  expect(it.states.get('topics')).toMatchObject({ ...FAILED, ...kept });
});

test('one that failed before it could begin was tried once', async () => {
  const it = memoryPorts();
  await failStage(it.ports)(it.run, 'render', { Error: 'States.Timeout' });
  expect(it.states.get('render')).toMatchObject({ failureCode: 'lost', attempts: 1 });
});

test('once the task is over nothing is written', async () => {
  const it = memoryPorts({ task: { status: 'CANCELLED' } });
  await failStage(it.ports)(it.run, 'render', CAUGHT);
  expect(it.states.size).toBe(0);
});
