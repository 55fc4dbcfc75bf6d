import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectPublishedOnce, process } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
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
