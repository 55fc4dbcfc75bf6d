import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFunctions, type Functions } from '../../../local/cloud/lambda/functions.ts';
import { Pool } from '../../../local/cloud/lambda/pool.ts';

const entry = new URL('./fixtures/functions.ts', import.meta.url).pathname;
const LIMIT = 3;
const log = new PassThrough().resume();

const pool = (name: string, environment: Record<string, string> = {}) =>
  new Pool(
    {
      name,
      arn: `arn:aws:lambda:eu-central-1:000000000000:function:${name}`,
      roleArn: 'arn:aws:iam::000000000000:role/one',
      entry,
      environment,
      timeoutSeconds: 1,
      memoryMiB: 128,
    },
    { limit: LIMIT, log },
  );

let functions: Functions;
const logged: string[] = [];

beforeAll(() => {
  const pools = [pool('one', { NAME: 'first' }), pool('two', { NAME: 'second' })];
  functions = createFunctions(pools, {
    log: line => logged.push(line),
    retryDelaysSeconds: [0.05, 0.05],
  });
});
afterAll(() => functions.stop());

const invoke = async (name: string, event: object) => {
  const { payload, error } = await functions.invoke(name, event);
  return { error, value: JSON.parse(payload) };
};

describe('a function', () => {
  test('gets its event, the time that is left and an id', async () => {
    const { value } = await invoke('arn:aws:lambda:eu-central-1:000000000000:function:one', {
      a: 1,
    });
    expect(value.event).toEqual({ a: 1 });
    expect(value.remainingMs).toBeGreaterThan(900);
    expect(value.remainingMs).toBeLessThanOrEqual(1000);
    expect(value.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('stays loaded between events', async () => {
    const before = (await invoke('one', {})).value.invocations;
    expect((await invoke('one', {})).value.invocations).toBe(before + 1);
  });

  test('has an environment of its own, which others do not see', async () => {
    await invoke('one', { do: 'set', name: 'LEAK', value: 'yes' });
    const one = (await invoke('one', { do: 'environment' })).value;
    const two = (await invoke('two', { do: 'environment' })).value;
    expect(one).toEqual({ NAME: 'first', LEAK: 'yes' });
    expect(two).toEqual({ NAME: 'second' });
    expect(process.env.LEAK).toBeUndefined();
  });
});

test.each([
  {
    name: 'throws',
    event: { do: 'throw', name: 'NotMedia' },
    error: { errorType: 'NotMedia', errorMessage: 'as ordered' },
  },
  {
    name: 'exits',
    event: { do: 'exit' },
    error: {
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringMatching(/^RequestId: .* exit status 3$/),
    },
  },
  {
    name: 'crashes outside of its promise',
    event: { do: 'crash' },
    error: { errorType: 'Runtime.ExitError' },
  },
  {
    name: 'is in an endless loop',
    event: { do: 'spin' },
    error: {
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringContaining('Task timed out after 1.00 seconds'),
    },
  },
  {
    name: 'answers too much',
    event: { do: 'large' },
    error: { errorType: 'Function.ResponseSizeTooLarge' },
  },
])('a function that $name fails, and the next event succeeds', async ({ event, error }) => {
  expect((await invoke('one', event)).error).toMatchObject(error);
  expect((await invoke('one', { a: 1 })).error).toBeUndefined();
});

test('more events than sandboxes wait for their turn', async () => {
  const events = Array.from({ length: LIMIT * 2 }, () => ({ do: 'sleep', milliseconds: 200 }));
  await Promise.all(events.map(() => functions.invoke('two', {})));
  const began = performance.now();
  const results = await Promise.all(events.map(event => invoke('two', event)));
  expect(results.every(({ value }) => value.slept)).toBe(true);
  const seconds = (performance.now() - began) / 1000;
  expect(seconds).toBeGreaterThan(0.4);
  expect(seconds).toBeLessThan(1.5);
});

test('an event that was given up while it waited is never carried out', async () => {
  const busy = Array.from({ length: LIMIT }, () =>
    invoke('one', { do: 'sleep', milliseconds: 300 }),
  );
  await new Promise(resolve => setTimeout(resolve, 100));
  const given = new AbortController();
  const name = 'GIVEN_UP';
  const late = functions.invoke('one', { do: 'set', name, value: 'done' }, given.signal);
  given.abort(new Error('refused'));
  await expect(late).rejects.toThrow('refused');
  await Promise.all(busy);
  // Every sandbox is looked at: any of them could have taken it.
  const looks = Array.from({ length: LIMIT }, () => invoke('one', { do: 'environment' }));
  for (const { value } of await Promise.all(looks)) expect(value).not.toHaveProperty(name);
});

test('a killed sandbox fails its event alone', async () => {
  const [one] = functions.pools;
  const event = invoke('one', { do: 'sleep', milliseconds: 900 });
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(await one?.kill({ busyOnly: true })).toBe(1);
  expect((await event).error?.errorType).toBe('Runtime.ExitError');
  expect((await invoke('one', {})).error).toBeUndefined();
});

test('a closed function starts no thread again', async () => {
  const closed = pool('closed');
  await closed.warm();
  await closed.close();
  await closed.warm();
  expect(await closed.kill({ busyOnly: false })).toBe(0);
  await expect(closed.invoke({})).rejects.toThrow('closed is closed');
});

test('an event of nobody is tried three times', async () => {
  logged.length = 0;
  functions.invokeLater('one', { do: 'throw', name: 'Again' });
  await expect.poll(() => logged.length).toBe(3);
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(logged).toEqual(Array.from({ length: 3 }, () => 'one failed: Again: as ordered'));
});

test('an unknown function is an error', async () => {
  await expect(functions.invoke('none', {})).rejects.toThrow('Function not found: none');
});
