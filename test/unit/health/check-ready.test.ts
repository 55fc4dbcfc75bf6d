import { expect, test } from 'vitest';
import { checkReady, type HealthChecks } from '../../../src/health/check-ready.ts';

const cause = new Error('connection refused');
const answers = async () => 'anything';
const fails = async () => {
  throw cause;
};

test.each<{ name: string; checks: HealthChecks; expected: object }>([
  { name: 'nothing', checks: {}, expected: {} },
  {
    name: 'two that answer',
    checks: { table: answers, bucket: answers },
    expected: { table: 'ok', bucket: 'ok' },
  },
])('with $name it is ready', async ({ checks, expected }) => {
  expect(await checkReady(checks)()).toEqual({ status: 'ok', checks: expected });
});

test('one that does not answer is named, with its cause for the log and a time to come back', async () => {
  await expect(checkReady({ table: answers, bucket: fails })()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Does not answer: bucket.',
    errors: [{ path: 'checks.bucket', message: 'Does not answer.' }],
    retryAfterSeconds: 5,
    cause,
  });
});

test('all are asked at once', async () => {
  const asked: string[] = [];
  const slow = (name: string) => async () => {
    asked.push(name);
    await Promise.resolve();
  };
  const ready = checkReady({ table: slow('table'), bucket: slow('bucket') })();
  expect(asked).toEqual(['table', 'bucket']);
  await ready;
});

test('all that are down are named, and nothing of their errors is', async () => {
  const checks = { table: fails, bucket: fails, queues: answers };
  const refusal = await checkReady(checks)().catch((error: Error) => error.message);
  expect(refusal).toBe('Does not answer: table, bucket.');
});

test('one that hangs is given up after its time, and told so', async () => {
  let told: AbortSignal | undefined;
  const hangs = (signal: AbortSignal) => {
    told = signal;
    return new Promise<void>(() => undefined);
  };
  await expect(checkReady({ table: answers, queues: hangs }, 20)()).rejects.toMatchObject({
    code: 'unavailable',
    message: 'Does not answer: queues.',
  });
  expect(told?.aborted).toBe(true);
});
