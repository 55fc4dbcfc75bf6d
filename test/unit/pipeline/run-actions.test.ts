import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { runActions } from '../../../src/pipeline/run-actions.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const ids = {
  workspace_id: newWorkspaceId(),
  kind: 'recording',
  id: newId('recording'),
  task_id: newId('task'),
};
const run = {
  subject: { workspaceId: ids.workspace_id, kind: 'recording', id: ids.id },
  taskId: ids.task_id,
};

/** Writes down what was asked, with all that it was given. */
function asked(refusal?: Error) {
  const log: unknown[][] = [];
  const lines: unknown[][] = [];
  const actions = runActions({
    log: { error: (...line: unknown[]) => void lines.push(line) },
    plan: async (...given) => {
      log.push(['plan', ...given]);
      return { heartbeat_seconds: 1, timeout_seconds: 2, waits: false };
    },
    finish: async (...given) => {
      log.push(['finish', ...given]);
      if (refusal) throw refusal;
      return { status: 'SUCCEEDED' };
    },
  });
  return { log, lines, actions };
}

test.each([
  { action: 'plan', answered: { heartbeat_seconds: 1 } },
  { action: 'finish', answered: { status: 'SUCCEEDED' } },
])('a run is asked to $action', async ({ action, answered }) => {
  const { log, actions } = asked();
  expect(await actions({ ...ids, action })).toMatchObject(answered);
  expect(log).toEqual([[action, run]]);
});

test.each([
  { name: 'an action of a stage', change: { action: 'run' } },
  { name: 'a foreign text as workspace', change: { workspace_id: '../other' } },
  { name: 'an id of another thing as task', change: { task_id: newId('recording') } },
  { name: 'no kind', change: { kind: '' } },
])('$name is refused before anything is done', ({ change }) => {
  const { log, actions } = asked();
  expect(() => actions({ ...ids, action: 'plan', ...change })).toThrow();
  expect(log).toEqual([]);
});

test('what goes wrong leaves in the words that the state machine tries again by', async () => {
  const { actions } = asked(new StageError('lost'));
  await expect(actions({ ...ids, action: 'finish' })).rejects.toMatchObject({
    name: 'WorkerLost',
  });
});

test('what it could not do stands in the log with whose it is', async () => {
  const { lines, actions } = asked(new StageError('lost'));
  await expect(actions({ ...ids, action: 'finish' })).rejects.toThrow();
  expect(lines).toEqual([
    ['The stage failed.', expect.objectContaining({ ...ids, action: 'finish', code: 'lost' })],
  ]);
});
