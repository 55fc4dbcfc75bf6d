import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { signUp } from '../../local/demo/account.ts';
import { CreatedThumbnail, ThumbnailView } from '../../src/thumbnails/thumbnail.contract.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { PNG } from '../support/images.ts';

const Anything = z.record(z.string(), z.unknown()).optional();

let cloud: TestCloud;
const lines: string[] = [];
beforeAll(async () => {
  cloud = await startTestCloud({ log: line => lines.push(line) });
});
afterAll(() => cloud.stop());

/** Everything that a workspace keeps, by functions that may do no more than their roles say. */
test('what a workspace sets up is made, seen, changed and removed under the roles', async () => {
  const api = await signUp(cloud.apiUrl);
  const call = async (method: string, path: string, body?: object) =>
    (await api.send(method, path, Anything, body)) ?? {};
  const config = { trim: { min_pause_seconds: 3 } };
  const { version } = await call('GET', '/v1/users/me/config');
  await call('PATCH', '/v1/users/me/config', { version, config });
  expect(await call('GET', '/v1/users/me/config')).toMatchObject({ overrides: config });

  const account = { platform: 'vk', account_name: 'Physics' };
  const credentials = { access_token: 'vk1.a.token-of-nobody' };
  const { credential_id } = await call('POST', '/v1/credentials', { ...account, credentials });
  await call('PATCH', `/v1/credentials/${credential_id}`, { version: 1, account_name: 'Optics' });
  await call('GET', `/v1/credentials/${credential_id}/status`);

  const rules = { name: 'Lessons', matching_rules: { keywords: ['lesson'] } };
  const preset = { name: 'Archive', platform: 'library', preset_metadata: {} };
  const source = { name: 'Uploads', platform: 'upload', config: {} };
  for (const [kind, made] of Object.entries({
    templates: rules,
    presets: preset,
    sources: source,
  })) {
    const one = await call('POST', `/v1/${kind}`, made);
    const path = `/v1/${kind}/${one[`${kind.slice(0, -1)}_id`]}`;
    await call('PATCH', path, { version: 1, name: 'Another' });
    expect(await call('GET', path)).toMatchObject({ name: 'Another' });
    expect(await call('GET', `/v1/${kind}`)).toMatchObject({ items: expect.any(Array) });
    if (kind === 'templates') {
      await call('POST', `${path}/preview-match`, {});
      await call('GET', `${path}/stats`);
    }
    await call('DELETE', path);
  }
  await call('DELETE', `/v1/credentials/${credential_id}`);

  const begun = await call('POST', '/v1/thumbnails', { name: 'Optics', size_bytes: PNG.length });
  const { thumbnail, upload } = CreatedThumbnail.parse(begun);
  const picture = `/v1/thumbnails/${thumbnail.thumbnail_id}`;
  const tooEarly = call('POST', `${picture}/complete`);
  await expect(tooEarly).rejects.toThrow('upload_incomplete');
  const put = await fetch(upload.url, { method: 'PUT', body: new Uint8Array(PNG) });
  expect(put.status).toBe(200);
  const { url } = ThumbnailView.parse(await call('POST', `${picture}/complete`));
  const shown = await fetch(url ?? '');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
  expect(await call('GET', '/v1/thumbnails')).toMatchObject({ items: [{ status: 'READY' }] });
  const chosen = { metadata: { thumbnail: thumbnail.thumbnail_id } };
  const { version: seen } = await call('GET', '/v1/users/me/config');
  await call('PATCH', '/v1/users/me/config', { version: seen, config: chosen });
  await expect(call('DELETE', picture)).rejects.toThrow('in_use');
  await call('POST', '/v1/users/me/config/reset');
  await call('DELETE', picture);
  expect((await fetch(url ?? '')).status).toBe(404);
  expect(await call('GET', '/v1/credentials')).toMatchObject({ items: [] });
  expect(lines.filter(line => line.startsWith('Denied'))).toEqual([]);
});
