import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import {
  ended,
  type Fake,
  lambdaArn,
  machineArn,
  pause,
  type Sfn,
  startSfn,
  temporaryFolder,
} from './support.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** One machine, named `m`. */
async function sfnWith(machine: object, functions: Record<string, Fake> = {}) {
  const folder = temporaryFolder();
  const sfn = await startSfn({ folder: folder.path, functions, machines: { m: machine } });
  cleanups.push(folder.remove, sfn.stop);
  return sfn;
}

async function run(sfn: Sfn, input: unknown = {}) {
  const { executionArn } = await sfn.client.send(
    new StartExecutionCommand({ stateMachineArn: machineArn('m'), input: JSON.stringify(input) }),
  );
  const execution = await ended(sfn.client, executionArn);
  return { ...execution, value: execution.output && JSON.parse(execution.output) };
}

const lambda = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: lambdaArn(name),
  End: true,
  ...more,
});
const only = (state: object) => ({ StartAt: 'S', States: { S: state } });
const failing = (name: string) => () => {
  const error = new Error('as ordered');
  error.name = name;
  throw error;
};
const never = () => new Promise(() => undefined);

describe('data', () => {
  test.each([
    {
      name: 'the whole input by default',
      state: lambda('echo'),
      output: { got: { a: 1, list: [1, 2] } },
    },
    {
      name: 'parameters with paths, intrinsics and the context',
      state: lambda('echo', {
        Parameters: {
          'a.$': '$.a',
          'text.$': "States.Format('{}-{}', $.a, $$.Execution.Name)",
          nested: { 'list.$': '$.list[1]', 'run.$': '$$.Execution.Input.a' },
          'machine.$': '$$.StateMachine.Name',
        },
      }),
      output: {
        got: {
          a: 1,
          text: expect.stringMatching(/^1-[0-9a-f-]{36}$/),
          nested: { list: 2, run: 1 },
          machine: 'm',
        },
      },
    },
    {
      name: 'a selector, and a path for the result',
      state: lambda('echo', { ResultSelector: { 'b.$': '$.got.a' }, ResultPath: '$.x.y' }),
      output: { a: 1, list: [1, 2], x: { y: { b: 1 } } },
    },
    {
      name: 'a discarded result',
      state: lambda('echo', { ResultPath: null }),
      output: { a: 1, list: [1, 2] },
    },
    {
      name: 'a result in place of everything',
      state: lambda('echo', { ResultPath: '$' }),
      output: { got: { a: 1, list: [1, 2] } },
    },
    {
      name: 'the wrapped answer of lambda:invoke',
      state: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: lambdaArn('echo'), Payload: { 'p.$': '$.a' } },
        OutputPath: '$.Payload',
        End: true,
      },
      output: { got: { p: 1 } },
    },
    {
      name: 'a map with a selector and its item',
      state: {
        Type: 'Map',
        ItemsPath: '$.list',
        MaxConcurrency: 1,
        ItemSelector: {
          'item.$': '$$.Map.Item.Value',
          'index.$': '$$.Map.Item.Index',
          'text.$': "States.Format('{}', $$.Map.Item.Value)",
          'a.$': '$.a',
        },
        ItemProcessor: only(lambda('echo')),
        ResultPath: '$.items',
        End: true,
      },
      output: {
        a: 1,
        list: [1, 2],
        items: [
          { got: { item: 1, index: 0, text: '1', a: 1 } },
          { got: { item: 2, index: 1, text: '2', a: 1 } },
        ],
      },
    },
    {
      name: 'the same execution input inside nested branches',
      state: {
        Type: 'Parallel',
        Parameters: { changed: true },
        Branches: [
          only({
            Type: 'Parallel',
            Branches: [
              only(lambda('echo', { Parameters: { 'a.$': '$$.Execution.Input.a', 'p.$': '$' } })),
            ],
            End: true,
          }),
          only({ Type: 'Pass', End: true }),
        ],
        End: true,
      },
      output: [[{ got: { a: 1, p: { changed: true } } }], { changed: true }],
    },
  ])('$name', async ({ state, output }) => {
    const sfn = await sfnWith(only(state), { echo: event => ({ got: event }) });
    const { status, value, cause } = await run(sfn, { a: 1, list: [1, 2] });
    expect({ status, value, cause }).toEqual({ status: 'SUCCEEDED', value: output });
  });

  test.each([
    { rule: { Variable: '$.x', IsPresent: true }, taken: 'no' },
    { rule: { Variable: '$.x', IsPresent: false }, taken: 'yes' },
    { rule: { Variable: '$.n', IsNull: false }, taken: 'yes' },
    { rule: { Not: { Variable: '$.a', IsNumeric: false } }, taken: 'yes' },
    {
      rule: {
        And: [
          { Variable: '$.x', IsPresent: false },
          { Variable: '$.b', BooleanEquals: true },
        ],
      },
      taken: 'yes',
    },
    { rule: { Variable: '$.s', StringEquals: 'FAILED' }, taken: 'no' },
  ])('a choice by $rule', async ({ rule, taken }) => {
    const sfn = await sfnWith({
      StartAt: 'C',
      States: {
        C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
        Yes: { Type: 'Pass', Result: 'yes', End: true },
        No: { Type: 'Pass', Result: 'no', End: true },
      },
    });
    expect((await run(sfn, { a: 1, n: 1, b: true, s: 'READY' })).value).toBe(taken);
  });

  test.each([null, false, 0, '', []])('%j goes from state to state as it is', async output => {
    const inputs: unknown[] = [];
    const sfn = await sfnWith(
      {
        StartAt: 'S',
        States: {
          S: { ...lambda('make'), End: undefined, Next: 'P' },
          P: {
            Type: 'Parallel',
            Branches: [only(lambda('take')), only({ Type: 'Pass', End: true })],
            End: true,
          },
        },
      },
      { make: () => output, take: input => inputs.push(input) },
    );
    expect((await run(sfn)).value).toEqual([1, output]);
    expect(inputs).toEqual([output]);
  });

  test('a payload above 256 KiB ends the run, whatever is caught', async () => {
    const catchAll = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] };
    const sfn = await sfnWith(
      {
        StartAt: 'S',
        States: { S: lambda('large', catchAll), Caught: { Type: 'Succeed' } },
      },
      { large: () => 'x'.repeat(262_144) },
    );
    expect(await run(sfn)).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('failure', () => {
  test('of a function has its type as error and the rest as cause', async () => {
    const sfn = await sfnWith(only(lambda('fail')), { fail: failing('NotMedia') });
    const { status, error, cause } = await run(sfn);
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'NotMedia' });
    expect(JSON.parse(cause ?? '')).toEqual({ errorType: 'NotMedia', errorMessage: 'as ordered' });
  });

  test('is tried again as the retry says, with growing pauses', async () => {
    const times: number[] = [];
    const sfn = await sfnWith(
      only(
        lambda('fail', {
          Retry: [
            { ErrorEquals: ['Other'], MaxAttempts: 9 },
            {
              ErrorEquals: ['Again'],
              IntervalSeconds: 1,
              BackoffRate: 5,
              MaxAttempts: 2,
              MaxDelaySeconds: 2,
            },
          ],
        }),
      ),
      { fail: () => [times.push(performance.now()), failing('Again')()] },
    );
    expect((await run(sfn)).error).toBe('Again');
    const pauses = times
      .slice(1)
      .map((time, index) => Math.round((time - (times[index] ?? 0)) / 1000));
    expect(pauses).toEqual([1, 2]);
  });

  test('full jitter waits at most the interval', async () => {
    let attempts = 0;
    const retry = {
      ErrorEquals: ['States.ALL'],
      IntervalSeconds: 1,
      MaxAttempts: 1,
      JitterStrategy: 'FULL',
    };
    const sfn = await sfnWith(only(lambda('flaky', { Retry: [retry] })), {
      flaky: () => {
        attempts += 1;
        return attempts === 1 ? failing('Again')() : 'ok';
      },
    });
    const began = performance.now();
    expect((await run(sfn)).value).toBe('ok');
    expect(performance.now() - began).toBeLessThan(1300);
  });

  test.each([
    { error: 'NotMedia', caughtBy: ['NotMedia'], caught: true },
    { error: 'NotMedia', caughtBy: ['States.TaskFailed'], caught: true },
    { error: 'NotMedia', caughtBy: ['States.ALL'], caught: true },
    { error: 'NotMedia', caughtBy: ['Other', 'States.Timeout'], caught: false },
  ])('$error and a catch of $caughtBy', async ({ error, caughtBy, caught }) => {
    const sfn = await sfnWith(
      {
        StartAt: 'S',
        States: {
          S: lambda('fail', {
            Catch: [{ ErrorEquals: caughtBy, ResultPath: '$.error', Next: 'C' }],
          }),
          C: { Type: 'Pass', End: true },
        },
      },
      { fail: failing(error) },
    );
    const { status, value } = await run(sfn, { a: 1 });
    expect(status).toBe(caught ? 'SUCCEEDED' : 'FAILED');
    if (caught) expect(value).toMatchObject({ a: 1, error: { Error: error } });
  });

  test('of a branch stops the others and is caught around them', async () => {
    const seen: string[] = [];
    const after = {
      StartAt: 'Slow',
      States: { Slow: { ...lambda('slow'), End: undefined, Next: 'Late' }, Late: lambda('late') },
    };
    const parallel = {
      Type: 'Parallel',
      Branches: [after, only({ Type: 'Fail', Error: 'Broken', Cause: 'on purpose' })],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught', ResultPath: '$.error' }],
      End: true,
    };
    const outer = {
      StartAt: 'Outer',
      States: {
        Outer: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'P', States: { P: parallel, Caught: { Type: 'Pass', End: true } } },
          ],
          End: true,
        },
      },
    };
    const sfn = await sfnWith(outer, {
      slow: () => pause(300),
      late: () => seen.push('late'),
    });
    const { value } = await run(sfn);
    expect(value).toEqual([{ error: { Error: 'Broken', Cause: 'on purpose' } }]);
    await pause(500);
    expect(seen).toEqual([]);
  });

  test('of a Fail state can come from the input', async () => {
    const sfn = await sfnWith(only({ Type: 'Fail', ErrorPath: '$.e', CausePath: '$.c' }));
    expect(await run(sfn, { e: 'Named', c: 'because' })).toMatchObject({
      status: 'FAILED',
      error: 'Named',
      cause: 'because',
    });
  });

  test('a retry inside an aborted branch does not start again', async () => {
    let calls = 0;
    const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1000 };
    const sfn = await sfnWith(
      only({
        Type: 'Parallel',
        Branches: [
          only(lambda('fail', { Retry: [retry] })),
          {
            StartAt: 'W',
            States: {
              W: { Type: 'Wait', Seconds: 1, Next: 'F' },
              F: { Type: 'Fail', Error: 'Over' },
            },
          },
        ],
        End: true,
      }),
      {
        fail: () => {
          calls += 1;
          return failing('Again')();
        },
      },
    );
    expect((await run(sfn)).error).toBe('Over');
    const callsThen = calls;
    await pause(1200);
    expect(calls).toBe(callsThen);
  });
});

/** A task that waits for its token, which the function `take` gets. */
const waiting = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: lambdaArn('take'), Payload: { 'token.$': '$$.Task.Token' } },
  End: true,
  ...more,
});

describe('task tokens', () => {
  async function withToken(state: object, input: unknown = {}) {
    const tokens: string[] = [];
    const take: Fake = event => tokens.push((event as { token: string }).token);
    const sfn = await sfnWith(only(state), { take });
    const { executionArn } = await sfn.client.send(
      new StartExecutionCommand({ stateMachineArn: machineArn('m'), input: JSON.stringify(input) }),
    );
    await expect.poll(() => tokens.length).toBe(1);
    const taskToken = tokens[0];
    return { sfn, taskToken, tokens, end: () => ended(sfn.client, executionArn), executionArn };
  }
  const succeed = (taskToken: string | undefined, output = '{"done":true}') =>
    new SendTaskSuccessCommand({ taskToken, output });

  test('a success is the output; a second one comes too late', async () => {
    const { sfn, taskToken, end } = await withToken(waiting());
    await sfn.client.send(succeed(taskToken));
    expect(await end()).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' });
    await expect(sfn.client.send(succeed(taskToken))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('a failure has its error and cause', async () => {
    const { sfn, taskToken, end } = await withToken(waiting());
    await sfn.client.send(new SendTaskFailureCommand({ taskToken, error: 'E', cause: 'C' }));
    expect(await end()).toMatchObject({ status: 'FAILED', error: 'E', cause: 'C' });
  });

  test.each([
    { name: 'InvalidToken', token: 'forged' },
    { name: 'TaskDoesNotExist', token: `AQB${'x'.repeat(64)}` },
  ])('a token that is none is refused with $name', async ({ name, token }) => {
    const { sfn } = await withToken(waiting());
    await expect(sfn.client.send(succeed(token))).rejects.toMatchObject({ name });
    const beat = new SendTaskHeartbeatCommand({ taskToken: token });
    await expect(sfn.client.send(beat)).rejects.toMatchObject({ name });
  });

  test('an output that is not JSON is refused and changes nothing', async () => {
    const { sfn, taskToken, end } = await withToken(waiting());
    await expect(sfn.client.send(succeed(taskToken, '{'))).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await sfn.client.send(succeed(taskToken));
    expect((await end()).status).toBe('SUCCEEDED');
  });

  test.each([
    { name: 'HeartbeatSeconds', state: { HeartbeatSeconds: 1 }, input: {} },
    {
      name: 'HeartbeatSecondsPath',
      state: { HeartbeatSecondsPath: '$.plan.beat' },
      input: { plan: { beat: 1 } },
    },
  ])('$name: silence is a timeout, a beat is not', async ({ state, input }) => {
    const { sfn, taskToken, end } = await withToken(waiting(state), input);
    for (const _beat of [1, 2, 3]) {
      await pause(500);
      await sfn.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    expect(await end()).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
    const beat = new SendTaskHeartbeatCommand({ taskToken });
    await expect(sfn.client.send(beat)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  test.each([
    { state: { TimeoutSeconds: 1 }, input: {} },
    { state: { TimeoutSecondsPath: '$.limit' }, input: { limit: 1 } },
  ])('$state ends the wait, also while it beats', async ({ state, input }) => {
    const { sfn, taskToken, end } = await withToken(
      waiting({ ...state, HeartbeatSeconds: 5 }),
      input,
    );
    await pause(500);
    await sfn.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    expect(await end()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await pause(100);
    await expect(sfn.client.send(succeed(taskToken))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('every attempt has a token of its own', async () => {
    const retry = { ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 1 };
    const state = waiting({ HeartbeatSeconds: 1, Retry: [retry] });
    const { sfn, tokens, end } = await withToken(state);
    await expect.poll(() => tokens.length, { timeout: 5000 }).toBe(2);
    expect(tokens[1]).not.toBe(tokens[0]);
    await expect(sfn.client.send(succeed(tokens[0]))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
    await sfn.client.send(succeed(tokens[1]));
    expect((await end()).status).toBe('SUCCEEDED');
  });

  test('stopping an execution kills its tokens', async () => {
    const { sfn, taskToken, executionArn, end } = await withToken(waiting());
    const { stopDate } = await sfn.client.send(
      new StopExecutionCommand({ executionArn, error: 'Cancelled', cause: 'by test' }),
    );
    expect(stopDate).toBeInstanceOf(Date);
    expect(await end()).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by test' });
    await expect(sfn.client.send(succeed(taskToken))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });
});

describe('executions', () => {
  const start = (name: string | undefined, input = '{}', machine = 'm') =>
    new StartExecutionCommand({ stateMachineArn: machineArn(machine), name, input });

  test('the same start again, while it runs, is the same execution', async () => {
    const sfn = await sfnWith(only(lambda('never')), { never });
    const first = await sfn.client.send(start('one', '{"a":1}'));
    expect(await sfn.client.send(start('one', '{"a":1}'))).toMatchObject({
      executionArn: first.executionArn,
      startDate: first.startDate,
    });
    await expect(sfn.client.send(start('one', '{"a":2}'))).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
    await sfn.client.send(new StopExecutionCommand({ executionArn: first.executionArn }));
    await expect(sfn.client.send(start('one', '{"a":1}'))).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
  });

  test.each([
    { name: 'InvalidName', command: start('no spaces please') },
    { name: 'InvalidExecutionInput', command: start('x', '{') },
    { name: 'InvalidExecutionInput', command: start('x', JSON.stringify('x'.repeat(262_143))) },
    { name: 'StateMachineDoesNotExist', command: start('x', '{}', 'none') },
  ])('$name', async ({ name, command }) => {
    const sfn = await sfnWith(only({ Type: 'Succeed' }));
    await expect(sfn.client.send(command)).rejects.toMatchObject({ name });
  });

  test('are listed by status, newest first, page by page', async () => {
    const sfn = await sfnWith(only({ Type: 'Succeed' }));
    for (const name of ['a', 'b', 'c']) {
      await ended(sfn.client, (await sfn.client.send(start(name))).executionArn);
      await pause(5);
    }
    const list = (more: object) =>
      sfn.client.send(new ListExecutionsCommand({ stateMachineArn: machineArn('m'), ...more }));
    const first = await list({ maxResults: 2, statusFilter: 'SUCCEEDED' });
    expect(first.executions?.map(({ name }) => name)).toEqual(['c', 'b']);
    const second = await list({ maxResults: 2, nextToken: first.nextToken });
    expect(second.executions?.map(({ name }) => name)).toEqual(['a']);
    expect(second.nextToken).toBeUndefined();
    expect((await list({ statusFilter: 'RUNNING' })).executions).toEqual([]);
  });

  test('have a history of what happened', async () => {
    const sfn = await sfnWith(
      only({ Type: 'Parallel', Branches: [only(lambda('echo'))], End: true }),
      { echo: () => 'hi' },
    );
    const { executionArn } = await run(sfn);
    const { events } = await sfn.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskSucceeded',
      'TaskStateExited',
      'ParallelStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('tell of their start and end', async () => {
    const sfn = await sfnWith(only({ Type: 'Succeed' }));
    await run(sfn);
    expect(sfn.events.map(({ detail }) => detail.status)).toEqual(['RUNNING', 'SUCCEEDED']);
  });

  test('end with the time of their machine', async () => {
    const sfn = await sfnWith({ TimeoutSeconds: 1, ...only(lambda('never')) }, { never });
    expect((await run(sfn)).status).toBe('TIMED_OUT');
  });

  test('a machine with a limit of months starts at all', async () => {
    const sfn = await sfnWith(
      { TimeoutSeconds: 90 * 86_400, ...only(lambda('slow')) },
      { slow: () => pause(100) },
    );
    expect((await run(sfn)).status).toBe('SUCCEEDED');
  });

  test('machines can be listed', async () => {
    const sfn = await sfnWith(only({ Type: 'Succeed' }));
    const { stateMachines } = await sfn.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ name: 'm', type: 'STANDARD' }]);
  });
});
