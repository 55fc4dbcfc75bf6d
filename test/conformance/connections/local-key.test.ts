import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { signUp } from '../../../local/demo/account.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { SECRET_WORD, VK_GRANT } from '../../support/connections.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud({ bundles: true });
});
afterAll(() => cloud.stop());

const View = z.object({ credential_id: z.string(), account_name: z.string() });

test('on a laptop what would be deployed seals under a file that its owner alone may read', async () => {
  const api = await signUp(cloud.apiUrl);
  const body = { platform: 'vk', credentials: VK_GRANT };
  const made = await api.post('/v1/credentials', View, body);
  expect(await api.get(`/v1/credentials/${made.credential_id}`, View)).toEqual(made);
  const folder = join(cloud.dataDir, 'keys');
  const [file = '', ...more] = readdirSync(folder);
  expect(more).toEqual([]);
  expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  expect(Buffer.from(readFileSync(join(folder, file), 'utf8'), 'base64')).toHaveLength(32);
  const written = readdirSync(cloud.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name)));
  expect(written.some(bytes => bytes.includes(made.credential_id))).toBe(true);
  expect(written.filter(bytes => bytes.includes(SECRET_WORD))).toEqual([]);
});
