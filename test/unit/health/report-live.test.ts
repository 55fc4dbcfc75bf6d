import { expect, test } from 'vitest';
import { reportLive } from '../../../src/health/report-live.ts';

test('the API that runs this is alive', async () => {
  expect(await reportLive()()).toEqual({ status: 'ok' });
});
