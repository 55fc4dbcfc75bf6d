import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCloud } from '../../../local/cloud/cloud.ts';
import { childListeners, ownListeners } from '../../support/listeners.ts';
import { temporaryFolder } from './support.ts';

const templates = new URL('./fixtures/templates', import.meta.url).pathname;

let folder: ReturnType<typeof temporaryFolder>;
let before: string[];

beforeEach(() => {
  folder = temporaryFolder();
  before = ownListeners();
});
afterEach(() => folder.remove());

const start = (ports: { api: number; site: number } = { api: 0, site: 0 }) =>
  startCloud({ dataDir: folder.path, templates, ports });

/** A program that ends by itself: nothing listens, and nothing that was started goes on. */
function expectNothingLeft() {
  expect(ownListeners()).toEqual(before);
  expect(childListeners()).toEqual([]);
}

describe('a failed start', () => {
  test.each([
    'cloud.db',
    'credentials.json',
    'dynamodb.db',
    'lock',
    's3/index.sqlite',
    'scheduler.db',
    'secrets.json',
    'sqs.db',
  ])('names %s and ends', async name => {
    const file = join(folder.path, name);
    mkdirSync(join(folder.path, 's3'));
    writeFileSync(file, 'sesame '.repeat(1000));
    const failed = start();
    await expect(failed).rejects.toThrow(`${file}: `);
    await expect(failed).rejects.not.toThrow('sesame');
    expectNothingLeft();
  });

  test('names the port that is taken, and takes no other', async () => {
    const other = createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    before = ownListeners();
    await expect(start({ api: port, site: 0 })).rejects.toThrow(`Port ${port} is taken`);
    expectNothingLeft();
    other.close();
  });

  test('on templates that it cannot serve leaves nothing behind', async () => {
    const dataDir = folder.path;
    const broken = join(dataDir, 'templates');
    mkdirSync(broken);
    const api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api' } };
    const Resources = { One: api, Two: api };
    writeFileSync(join(broken, 'A.template.json'), JSON.stringify({ Resources }));
    const ports = { api: 0, site: 0 };
    await expect(startCloud({ dataDir, templates: broken, ports })).rejects.toThrow('one HTTP API');
    expectNothingLeft();
  });
});

test('what a cloud keeps is for its owner alone, also in a folder that was open', async () => {
  mkdirSync(join(folder.path, 's3'), { mode: 0o755 });
  const cloud = await start();
  await fetch(`${cloud.apiUrl}/environment`);
  const open = (path: string) => (statSync(path).mode & 0o077) !== 0;
  const made = readdirSync(folder.path, { recursive: true, withFileTypes: true })
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => path !== join(folder.path, 's3'));
  expect(open(folder.path)).toBe(false);
  expect(made.length).toBeGreaterThan(10);
  expect(made.filter(open)).toEqual([]);
  await cloud.stop();
});
