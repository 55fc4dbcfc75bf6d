import { StateMachine } from 'aws-local-stepfunctions';
import { expect, test } from 'vitest';
import type { Json } from './support/cloud.ts';
import { allStates, machine } from './support/machine.ts';

const INPUT = { workspace_id: 'wsp_1', kind: 'recording', id: 'rec_1', task_id: 'tsk_1' };
const PLAN = { heartbeat_seconds: 300, timeout_seconds: 3600, waits: false };

type Handler = (input: Json) => unknown;

const failure = (name: string) => Object.assign(new Error(`${name} on purpose`), { name });
const failing = (name: string, times = Number.POSITIVE_INFINITY): Handler => {
  let calls = 0;
  return () => {
    calls += 1;
    if (calls <= times) throw failure(name);
    return {};
  };
};

/** Runs the machine with a handler for every task; answers what ran, in order, and how it ended. */
async function run(handlers: Record<string, Handler> = {}) {
  const definition = machine();
  const trace: { state: string; input: Json }[] = [];
  const defaults = (name: string): Handler => {
    if (name === 'Plan') return () => PLAN;
    if (name.startsWith('Begin')) return () => ({ run: true });
    if (name === 'Finish') return () => ({ status: 'SUCCEEDED' });
    return () => ({});
  };
  const tasks = allStates(definition).filter(([, { Type }]) => Type === 'Task');
  // The engine looks for these in the parameters, AWS in the input of the state.
  for (const [, task] of tasks) {
    delete task.TimeoutSecondsPath;
    delete task.HeartbeatSecondsPath;
  }
  const local = tasks.map(([name]) => {
    const handler = handlers[name] ?? defaults(name);
    const traced = async (input: Json) => {
      trace.push({ state: name, input });
      return handler(input) as Json;
    };
    return [name, traced] as const;
  });
  const atOnce = tasks.map(([name]) => [name, 0] as const);
  const execution = new StateMachine(definition as Json).run(INPUT, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(local),
      retryIntervalOverrides: Object.fromEntries(atOnce),
    },
    context: { Task: { Token: 'token-1' } } as Json,
  });
  const ended = await execution.result.then(
    () => 'succeeded',
    error => String(error.name),
  );
  return { ended, trace, names: trace.map(({ state }) => state) };
}

test('a good run does every stage once, picture and words beside each other', async () => {
  const { ended, names } = await run();
  expect(ended).toBe('succeeded');
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 4)).toEqual(['Plan', 'Begin analyze', 'Run analyze', 'Run edit']);
  expect(names.slice(-3)).toEqual(['Run metadata', 'Run publish', 'Finish']);
  const words = ['Begin transcribe', 'Run transcribe', 'Run topics', 'Run subtitles'];
  const picture = ['Begin render', 'Run render'];
  expect(names.filter(name => words.includes(name))).toEqual(words);
  expect(names.filter(name => picture.includes(name))).toEqual(picture);
  expect(names).toHaveLength(13);
});

test('a picture that words are burnt into comes after them, and each is made once', async () => {
  const { ended, names } = await run({ Plan: () => ({ ...PLAN, waits: true }) });
  expect(ended).toBe('succeeded');
  expect(names).toEqual([
    ...['Plan', 'Begin analyze', 'Run analyze', 'Run edit'],
    ...['Begin transcribe', 'Run transcribe', 'Run topics', 'Run subtitles'],
    ...['Begin render', 'Run render', 'Run metadata', 'Run publish', 'Finish'],
  ]);
});

test('words that fail end the run before the picture', async () => {
  const { names } = await run({
    Plan: () => ({ ...PLAN, waits: true }),
    'Run topics': failing('StageFailed'),
    Finish: () => ({ status: 'FAILED' }),
  });
  expect(names).toContain('Record topics failure');
  expect(names).not.toContain('Begin render');
});

test('a worker learns the run and its token', async () => {
  const { trace } = await run();
  const order = trace.find(({ state }) => state === 'Run render')?.input.Overrides;
  const variables = order.ContainerOverrides[0].Environment.map(({ Name, Value }: Json) => [
    Name,
    Value,
  ]);
  expect(Object.fromEntries(variables)).toEqual({
    STAGE: 'render',
    WORKSPACE_ID: 'wsp_1',
    SUBJECT_KIND: 'recording',
    SUBJECT_ID: 'rec_1',
    TASK_ID: 'tsk_1',
    TASK_TOKEN: 'token-1',
  });
});

/** Answers the first of these, then the next, and nothing once they are used up. */
const answering = (...answers: object[]): Handler => {
  return () => answers.shift() ?? {};
};
const partsOf = (trace: { state: string; input: Json }[]) =>
  trace
    .filter(({ state }) => state.startsWith('Make part of render'))
    .map(({ input }) => input.Overrides.ContainerOverrides[0].Environment)
    .map(variables => variables.find(({ Name }: Json) => Name === 'PART').Value);

test('a render that asks for parts gets a worker for each, then runs again', async () => {
  const { ended, names, trace } = await run({ 'Run render': answering({ parts: [0, 1, 2] }) });
  expect(ended).toBe('succeeded');
  expect(partsOf(trace).sort()).toEqual(['0', '1', '2']);
  const picture = names.filter(name => name.includes('render'));
  const part = 'Make part of render';
  expect(picture).toEqual(['Begin render', 'Run render', part, part, part, 'Run render']);
  const order = trace.find(({ state }) => state === part)?.input.Overrides.ContainerOverrides[0];
  expect(order.Environment).toContainEqual({ Name: 'SUBJECT_ID', Value: 'rec_1' });
});

test('a failed part is the failure of the stage', async () => {
  const { ended, trace, names } = await run({
    'Run render': answering({ parts: [0, 1] }),
    'Make part of render': failing('StageFailed'),
    Finish: () => ({ status: 'FAILED' }),
  });
  const recorded = trace.find(({ state }) => state === 'Record render failure')?.input;
  expect(recorded).toMatchObject({ ...INPUT, action: 'stage_failed', stage: 'render' });
  expect(recorded.error).toMatchObject({ Error: 'StageFailed', Cause: 'StageFailed on purpose' });
  expect(names.filter(name => name === 'Run render')).toHaveLength(1);
  expect(ended).not.toBe('succeeded');
});

test('a part is tried again, and made on demand where there is no Spot', async () => {
  const { ended, names, trace } = await run({
    'Run render': answering({ parts: [0] }),
    'Make part of render': failing('ECS.AmazonECSException'),
    'Make part of render on demand': failing('StageTransient', 1),
  });
  expect(ended).toBe('succeeded');
  expect(names.filter(name => name === 'Make part of render on demand')).toHaveLength(2);
  expect(new Set(partsOf(trace))).toEqual(new Set(['0']));
});

test('a stage that waits for a provider is asked again by the function, then done', async () => {
  const { ended, names, trace } = await run({
    'Run transcribe': answering({ wait_seconds: 0 }),
    'Poll transcribe': answering({ wait_seconds: 0 }, { wait_seconds: 0 }),
  });
  expect(ended).toBe('succeeded');
  const words = names.filter(name => name.includes('transcribe'));
  const poll = 'Poll transcribe';
  expect(words).toEqual(['Begin transcribe', 'Run transcribe', poll, poll, poll]);
  const asked = trace.find(({ state }) => state === poll)?.input;
  expect(asked).toEqual({ ...INPUT, action: 'poll', stage: 'transcribe' });
});

test('a stage with nothing to do starts no worker', async () => {
  const { ended, names } = await run({ 'Begin render': () => ({ run: false }) });
  expect(ended).toBe('succeeded');
  expect(names).not.toContain('Run render');
  expect(names).toContain('Run publish');
});

test('a transient failure is tried again', async () => {
  const { ended, names } = await run({ 'Run topics': failing('StageTransient', 3) });
  expect(ended).toBe('succeeded');
  expect(names.filter(name => name === 'Run topics')).toHaveLength(4);
});

test.each([
  'Begin analyze',
  'Run analyze',
  'Run render',
  'Run transcribe',
  'Run topics',
  'Run subtitles',
  'Run metadata',
  'Run publish',
  'Poll transcribe',
])('a failure of %s is recorded with its stage, not repeated, and finished', async name => {
  const { ended, trace, names } = await run({
    'Run transcribe': answering({ wait_seconds: 0 }),
    [name]: failing('StageFailed'),
    Finish: () => ({ status: 'FAILED' }),
  });
  const stage = name.split(' ')[1];
  const recorded = trace.find(({ state }) => state.startsWith('Record'))?.input;
  expect(recorded).toMatchObject({ ...INPUT, action: 'stage_failed', stage });
  expect(recorded.error).toMatchObject({ Error: 'StageFailed', Cause: 'StageFailed on purpose' });
  expect(names.filter(state => state === name)).toHaveLength(1);
  expect(names.at(-1)).toBe('Finish');
  expect(ended).not.toBe('succeeded');
});

const NO_MACHINE = [
  'AmazonECS.Unknown',
  'ECS.AmazonECSException',
  'ECS.LimitExceededException',
  'ECS.ServerException',
  'ECS.ThrottlingException',
  'NoMachine',
];
test.each(NO_MACHINE)('without Spot capacity (%s) the worker runs on demand', async error => {
  const { ended, names, trace } = await run({ 'Run render': failing(error) });
  expect(names).toContain('Run render on demand');
  expect(ended).toBe('succeeded');
  const waiting = trace.find(({ state }) => state === 'Wait to run render')?.input;
  expect(waiting).toEqual({ ...INPUT, action: 'wait', stage: 'render' });
});

test.each(NO_MACHINE)(
  '%s on demand, too, is waited out: thirty tries are no failure',
  async error => {
    const { ended, names } = await run({
      'Run render': failing(error),
      'Run render on demand': failing(error, 30),
    });
    expect(ended).toBe('succeeded');
    expect(names.filter(name => name === 'Run render on demand')).toHaveLength(31);
    expect(names.filter(name => name === 'Wait to run render')).toHaveLength(1);
  },
);

test('parts of a render wait for their machines, too, each by its number', async () => {
  const { ended, names, trace } = await run({
    'Run render': answering({ parts: [0, 1] }),
    'Make part of render': failing('NoMachine'),
    'Make part of render on demand': failing('AmazonECS.Unknown', 30),
  });
  expect(ended).toBe('succeeded');
  expect(names.filter(name => name === 'Make part of render on demand')).toHaveLength(32);
  const waits = trace.filter(({ state }) => state === 'Wait to make part of render');
  expect(waits.map(({ input }) => input)).toMatchObject([{ part: '0' }, { part: '1' }]);
});

test.each(['WorkerLost', 'States.HeartbeatTimeout'])(
  'after %s on Spot the very next try is on demand, and a second loss is tried again there',
  async error => {
    const { ended, names } = await run({
      'Run render': failing(error),
      'Run render on demand': failing(error, 2),
    });
    expect(ended).toBe('succeeded');
    const tries = names.filter(name => name.startsWith('Run render'));
    const onDemand = 'Run render on demand';
    expect(tries).toEqual(['Run render', onDemand, onDemand, onDemand]);
  },
);

test('a fault of the engine is tried again where it ran', async () => {
  const { ended, names } = await run({ 'Run render': failing('StageTransient', 2) });
  expect(ended).toBe('succeeded');
  expect(names).not.toContain('Run render on demand');
});

test('what has no machine for hours fails for that reason', async () => {
  const { ended, trace } = await run({
    'Run render': failing('NoMachine'),
    'Run render on demand': failing('AmazonECS.Unknown'),
    Finish: () => ({ status: 'FAILED' }),
  });
  expect(ended).not.toBe('succeeded');
  const recorded = trace.find(({ state }) => state === 'Record render failure')?.input;
  expect(recorded.error.Error).toBe('AmazonECS.Unknown');
});

test.each(['Plan', 'Record analyze failure'])(
  'also when %s fails, Finish is reached',
  async name => {
    const { names } = await run({
      'Run analyze': failing('StageFailed'),
      [name]: failing('Broken'),
      Finish: () => ({ status: 'FAILED' }),
    });
    expect(names.at(-1)).toBe('Finish');
  },
);

test('a cancelled run ended as asked', async () => {
  const { ended } = await run({
    'Run render': failing('StageFailed'),
    Finish: () => ({ status: 'CANCELLED' }),
  });
  expect(ended).toBe('succeeded');
});
