import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { stageActions } from '../../../src/pipeline/stage-actions.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import { PIPELINES } from '../../../src/pipelines/index.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const ids = {
  workspace_id: newWorkspaceId(),
  kind: 'recording',
  id: newId('recording'),
  task_id: newId('task'),
};
const never = async () => Promise.reject(new Error('not asked here'));
const actionsThat = (execute: Parameters<typeof stageActions>[0]['execute']) => {
  const begin = async () => ({ run: true });
  return stageActions({
    log: quiet,
    pipelines: PIPELINES,
    begin,
    execute,
    wait: never,
    fail: never,
  });
};

test('a poll runs the stage and says what it still waits for', async () => {
  const answers = [{ waitSeconds: 60 }, undefined];
  const asked: string[] = [];
  const act = actionsThat(async (_key, name) => {
    asked.push(name);
    return answers.shift();
  });
  const poll = { ...ids, action: 'poll', stage: 'transcribe' };
  expect(await act(poll)).toEqual({ wait_seconds: 60 });
  expect(await act(poll)).toEqual({});
  expect(asked).toEqual(['transcribe', 'transcribe']);
});

test('a stage of the function alone cannot wait: nobody would come back to it', async () => {
  const act = actionsThat(async () => ({ waitSeconds: 60 }));
  await expect(act({ ...ids, action: 'run', stage: 'topics' })).rejects.toThrow(/cannot go on/);
});

const run = {
  subject: { workspaceId: ids.workspace_id, kind: 'recording', id: ids.id },
  taskId: ids.task_id,
};

const quiet = { error: () => undefined };

/** Writes down what was asked, with all that it was given. */
function asked({ begins = true } = {}) {
  const log: unknown[][] = [];
  const actions = stageActions({
    log: quiet,
    pipelines: PIPELINES,
    begin: async (...given) => {
      log.push(['begin', ...given]);
      return { run: begins };
    },
    execute: async (...given) => {
      log.push(['execute', ...given]);
      return undefined;
    },
    wait: async (...given) => void log.push(['wait', ...given]),
    fail: async (...given) => void log.push(['fail', ...given]),
  });
  return { log, actions };
}

test.each([
  { action: 'begin', begins: true, calls: ['begin'], answered: { run: true } },
  { action: 'run', begins: true, calls: ['begin', 'execute'], answered: { run: true } },
  { action: 'run', begins: false, calls: ['begin'], answered: { run: false } },
  { action: 'poll', begins: true, calls: ['execute'], answered: {} },
])('$action, where the stage has to run: $begins', async ({ action, begins, calls, answered }) => {
  const { log, actions } = asked({ begins });
  expect(await actions({ ...ids, action, stage: 'topics' })).toEqual(answered);
  expect(log).toEqual(calls.map(call => [call, run, 'topics']));
});

test('a failed stage is written down as it was caught', async () => {
  const { log, actions } = asked();
  const error = { Error: 'States.Timeout', Cause: 'late' };
  await actions({ ...ids, action: 'stage_failed', stage: 'render', error });
  expect(log).toEqual([['fail', run, 'render', error]]);
});

test('a stage without a machine is written down', async () => {
  const { log, actions } = asked();
  await actions({ ...ids, action: 'wait', stage: 'render' });
  await actions({ ...ids, action: 'wait', stage: 'render', part: '2' });
  const waits = log.map(([, , worker]) => worker);
  expect(waits).toMatchObject([{ stage: 'render' }, { stage: 'render', part: 2 }]);
});

test.each([
  { name: 'an unknown action', change: { action: 'stop' } },
  { name: 'no stage', change: { stage: '' } },
  { name: 'a foreign text as workspace', change: { workspace_id: '../other' } },
  { name: 'an id of another thing as task', change: { task_id: newId('recording') } },
  { name: 'no kind', change: { kind: '' } },
])('$name is refused before anything is done', ({ change }) => {
  const { log, actions } = asked();
  expect(() => actions({ ...ids, action: 'begin', stage: 'topics', ...change })).toThrow();
  expect(log).toEqual([]);
});

test.each([
  { error: new StageError('lost'), name: 'WorkerLost', code: 'lost' },
  { error: new StageError('not_media'), name: 'StageFailed', code: 'not_media' },
  { error: new TypeError('x'), name: 'StageTransient', code: 'engine_failed' },
])('$code leaves as $name, with its code in the message', async ({ error, name, code }) => {
  const act = actionsThat(async () => Promise.reject(error));
  const failed = act({ ...ids, action: 'poll', stage: 'transcribe' });
  const thrown: Error = await failed.then(never, caught => caught);
  expect(thrown.name).toBe(name);
  expect(JSON.parse(thrown.message)).toMatchObject({ code });
});
