import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_FUNCTIONS } from '../../lib/functions.ts';
import { bundleOf } from '../support/bundles.ts';
import { expectPublishedOnce, process } from '../support/castline-client.ts';
import { startTestCloud, TEMPLATES, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

/** Everything that would be uploaded: bundles of functions, and the files of the image. */
let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ bundles: true });
});
afterAll(() => cloud.stop());

test('a recording goes through the whole pipeline in what would be deployed', async () => {
  const { details } = await process(cloud, await talkClip());
  await expectPublishedOnce(cloud, details);
});

test('a path that nobody knows gets a problem document', async () => {
  const response = await fetch(`${cloud.apiUrl}/nowhere`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});

test.each([
  { path: '/docs', type: /^text\/html/ },
  { path: '/docs/scalar.js', type: /javascript/ },
  { path: '/openapi.json', type: /json/ },
  { path: '/v1/health/ready', type: /json/ },
])('the bundle of the docs answers $path', async ({ path, type }) => {
  const response = await fetch(`${cloud.apiUrl}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(type);
  expect((await response.text()).length).toBeGreaterThan(10);
});

/** A larger one takes longer to load than to answer. */
const MOST_BYTES = 1.5 * 2 ** 20;

describe('the bundles of the API are small enough to start quickly', () => {
  test.each(API_FUNCTIONS)('$id', ({ entry }) => {
    const bytes = statSync(bundleOf(`${TEMPLATES}.bundles`, entry).path).size;
    console.log(`${entry}: ${Math.round(bytes / 1024)} kB`);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });
});
