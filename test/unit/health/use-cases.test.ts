import { expect, test } from 'vitest';
import type { HealthChecks } from '../../../src/health/check-ready.ts';
import { healthRoutes } from '../../../src/health/routes.ts';
import { healthUseCases } from '../../../src/health/use-cases.ts';
import { apiHandler } from '../../../src/kernel/http/api-handler.ts';
import { apiEvent, jsonOf, lambdaContext } from '../../support/api-event.ts';
import { memoryApiDeps } from '../../support/memory-api-deps.ts';

const ask = async (path: string, checks: HealthChecks) => {
  const handler = apiHandler(healthRoutes, healthUseCases(checks), memoryApiDeps().deps);
  const result = await handler(apiEvent({ path }), lambdaContext());
  return { status: result.statusCode, body: jsonOf(result) };
};

const well = async () => undefined;
const broken = async () => {
  throw new Error('connection refused by 10.0.0.1');
};

test('ready when all checks pass', async () => {
  expect(await ask('/v1/health/ready', { table: well })).toEqual({
    status: 200,
    body: { status: 'ok', checks: { table: 'ok' } },
  });
});

test('not ready when one fails; the answer names it and hides the rest', async () => {
  const { status, body } = await ask('/v1/health/ready', { other: well, table: broken });
  expect({ status, code: body.code, detail: body.detail }).toEqual({
    status: 503,
    code: 'unavailable',
    detail: 'Does not answer: table.',
  });
});

test('alive whatever it depends on', async () => {
  expect((await ask('/v1/health/live', { table: broken })).status).toBe(200);
});
