import { gunzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docsProgram } from '../../../src/adapters/docs/docs-program.ts';
import { startDocsSite } from './docs-site.ts';

const LAMBDA_ANSWER_BYTES = 6 * 1024 * 1024;

let site: Awaited<ReturnType<typeof startDocsSite>>;
let browser: Browser;

beforeAll(async () => {
  site = await startDocsSite();
  const args = ['--no-sandbox'];
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

test('the program fits into an answer of Lambda', async () => {
  const packed = await docsProgram();
  expect(Math.ceil(packed.length / 3) * 4).toBeLessThan(LAMBDA_ANSWER_BYTES / 2);
  expect(gunzipSync(packed).length).toBeGreaterThan(1_000_000);
});

test('the page shows the API, breaks no policy and asks nobody else for anything', async () => {
  const page = await browser.newPage();
  const requested: string[] = [];
  const complaints: string[] = [];
  page.on('request', request => void requested.push(request.url()));
  page.on('pageerror', error => void complaints.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${site.url}/docs`);
  await page.getByText('Register a user with a workspace').first().click();
  await page.getByText('/v1/auth/register').first().waitFor();
  await page.getByRole('button', { name: 'Test Request' }).first().click();
  await page
    .getByRole('button', { name: /^Send / })
    .first()
    .waitFor();
  // What the form would ask for on opening is asked for by now. ("networkidle" at times never comes.)
  await page.waitForTimeout(500);
  const elsewhere = requested.filter(
    url => !url.startsWith(site.url) && !/^(data|blob):/.test(url),
  );
  expect(elsewhere).toEqual([]);
  expect(requested).toContain(`${site.url}/openapi.json`);
  expect(complaints).toEqual([]);
});
