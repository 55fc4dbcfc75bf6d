import { describe, expect, test } from 'vitest';
import type { StageRow } from '../../src/pipeline/pipeline.ts';
import { STAGES } from '../../src/pipelines/recording.ts';
import { onlyResource } from './support/cloud.ts';
import { allStates, definitionText, machine } from './support/machine.ts';

const states = new Map(allStates(machine()));
const state = (name: string) => {
  const found = states.get(name);
  if (!found) throw new Error(`No state ${name}.`);
  return found;
};
const stages: readonly StageRow[] = STAGES;
const continued: string[] = stages.flatMap(({ name, continues }) => (continues ? [name] : []));
const inParts = stages.flatMap(({ name, continues }) => (continues === 'parts' ? [name] : []));
const inContainers = STAGES.filter(({ runsIn }) => runsIn === 'container').map(({ name }) => name);
const tasks = [...states].filter(([, { Type }]) => Type === 'Task');
const runs = inContainers.flatMap(name => [`Run ${name}`, `Run ${name} on demand`]);
const makes = inParts.flatMap(name => [`Make part of ${name}`, `Make part of ${name} on demand`]);

const ORDER = ['STAGE', 'WORKSPACE_ID', 'SUBJECT_KIND', 'SUBJECT_ID', 'TASK_ID', 'TASK_TOKEN'];
const stageOf = (name: string) => / (?:part of )?(\w+)/.exec(name)?.[1] ?? '';

const PERMANENT = ['States.ALL', 'States.TaskFailed', 'States.Timeout'];

test('all work sits in one branch, and both ways out of it lead to Finish', () => {
  const { StartAt, States } = machine();
  expect(Object.keys(States)).toHaveLength(5);
  const outer = States[StartAt];
  expect(outer).toMatchObject({ Type: 'Parallel', Next: 'Finish', ResultPath: null });
  expect(outer?.Branches).toHaveLength(1);
  expect(outer?.Catch).toEqual([
    { ErrorEquals: ['States.ALL'], Next: 'Finish', ResultPath: '$.error' },
  ]);
});

test.each(STAGES.map(({ name }) => name))('%s has its states', name => {
  expect(state(`Run ${name}`).Type).toBe('Task');
  expect(state(`Record ${name} failure`).Parameters).toMatchObject({
    action: 'stage_failed',
    stage: name,
    'error.$': '$.error',
  });
});

const QUICKLY = {
  IntervalSeconds: 2,
  BackoffRate: 2,
  MaxAttempts: 3,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};
const isOnDemand = (name: string) => name.endsWith('on demand');

test.each(tasks)('%s tries again what is transient, and nothing else', (_name, { Retry }) => {
  const { ErrorEquals, ...rhythm } = Retry.at(-1);
  expect(ErrorEquals).toContain('StageTransient');
  for (const permanent of PERMANENT) expect(ErrorEquals).not.toContain(permanent);
  expect(rhythm).toEqual(QUICKLY);
});

const NO_MACHINE = [
  'AmazonECS.Unknown',
  'ECS.AmazonECSException',
  'ECS.LimitExceededException',
  'ECS.ServerException',
  'ECS.ThrottlingException',
  'NoMachine',
];

test.each(tasks.filter(([name]) => isOnDemand(name)))(
  '%s waits for a machine for hours, and fits into the run',
  (_name, { Retry }) => {
    expect(Retry).toHaveLength(2);
    const [{ ErrorEquals, MaxAttempts, ...rhythm }] = Retry;
    expect(ErrorEquals).toEqual(expect.arrayContaining(NO_MACHINE));
    expect(rhythm).toEqual({ IntervalSeconds: 60, BackoffRate: 1.5, MaxDelaySeconds: 600 });
    const waits = Array.from({ length: MaxAttempts }, (_, at) => Math.min(600, 60 * 1.5 ** at));
    const hours = waits.reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(hours).toBeGreaterThan(4);
    // Analysis and picture wait one after the other, a provider takes a day: together 36 hours.
    expect(2 * hours).toBeLessThan(36 - 24);
  },
);

test.each(tasks.filter(([name]) => !isOnDemand(name)))('%s waits for no machine', (_name, task) => {
  expect(task.Retry).toHaveLength(1);
});

test.each([...runs, ...makes].filter(name => !isOnDemand(name)))(
  '%s without a machine, or one that is gone, says that it waits and goes on on demand',
  name => {
    const [away] = state(name).Catch;
    const lost = ['WorkerLost', 'States.HeartbeatTimeout'];
    expect(away.ErrorEquals).toEqual(expect.arrayContaining([...NO_MACHINE, ...lost]));
    for (const { ErrorEquals } of state(name).Retry) {
      for (const error of lost) expect(ErrorEquals).not.toContain(error);
    }
    const waiting = state(away.Next);
    expect(waiting.Parameters).toMatchObject({ action: 'wait', stage: stageOf(name) });
    expect(waiting).toMatchObject({ Next: `${name} on demand`, ResultPath: null });
  },
);

const stageTasks = tasks.filter(([name]) => /^(Begin|Run) /.test(name));

test('begin and run of every stage are among the tasks', () => {
  expect(stageTasks).toHaveLength(STAGES.length + 2 * inContainers.length);
});

test.each(stageTasks)(
  '%s records its failure with its stage, then ends the branch',
  (name, task) => {
    const stage = name.split(' ')[1];
    const recording = `Record ${stage} failure`;
    expect(task.Catch.at(-1)).toEqual({
      ErrorEquals: ['States.ALL'],
      ResultPath: '$.error',
      Next: recording,
    });
    expect(state(state(recording).Next)).toMatchObject({ Type: 'Fail', Error: 'StageFailed' });
  },
);

describe.each([...runs, ...makes])('%s', name => {
  const { Resource, Parameters, ...rest } = state(name);

  test('waits for the token, and no longer than a heartbeat', () => {
    expect(Resource).toBe('arn:aws:states:::ecs:runTask.waitForTaskToken');
    expect(rest).toMatchObject({
      HeartbeatSecondsPath: '$.plan.heartbeat_seconds',
      TimeoutSecondsPath: '$.plan.timeout_seconds',
      // An answer that nobody reads is not kept.
      ResultPath: runs.includes(name) && continued.includes(stageOf(name)) ? '$.answer' : null,
    });
  });

  test('runs where it says', () => {
    const provider = isOnDemand(name) ? 'FARGATE' : 'FARGATE_SPOT';
    expect(Parameters.CapacityProviderStrategy).toEqual([
      { CapacityProvider: provider, Weight: 1 },
    ]);
  });

  test('tells the worker what to do, within the limit of overrides', () => {
    const [override] = Parameters.Overrides.ContainerOverrides;
    const names = override.Environment.map(({ Name }: { Name: string }) => Name);
    const part = makes.includes(name) ? ['PART'] : [];
    expect(names).toEqual([...ORDER, ...part]);
    expect(override.Environment[0].Value).toBe(stageOf(name));
    // A token has up to 2,048 characters, an id about 30.
    expect(JSON.stringify(override).length + 2048 + 3 * 30).toBeLessThan(8192);
  });
});

test.each(inParts)('parts of %s are made all at once, and their failure is its own', name => {
  const map = state(`Parts of ${name}`);
  expect(map).toMatchObject({
    Type: 'Map',
    ItemsPath: '$.answer.parts',
    ResultPath: null,
    Next: `Run ${name}`,
    Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: `Record ${name} failure` }],
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' } },
  });
  expect(map.MaxConcurrency ?? 0).toBe(0);
});

test('only stages whose row says so go on after an answer', () => {
  const choices = [...states.keys()].filter(name => / done\?$/.test(name));
  expect(choices).toEqual(continued.map(name => `Is ${name} done?`));
});

test('nothing waits by polling a task', () => {
  expect(definitionText()).not.toContain('.sync');
  expect(definitionText()).not.toContain('JSONata');
});

test('it stays within the limits of Step Functions', () => {
  expect(Buffer.byteLength(definitionText())).toBeLessThan(1_000_000);
  for (const [name] of states) {
    expect(name.length).toBeLessThanOrEqual(80);
  }
  const { StateMachineName } = onlyResource(
    'pipeline',
    'AWS::StepFunctions::StateMachine',
  ).Properties;
  expect(StateMachineName).toMatch(/^[A-Za-z0-9-]{1,80}$/);
});
