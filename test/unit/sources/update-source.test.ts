import { expect, test } from 'vitest';
import { updateSource } from '../../../src/sources/update-source.ts';
import { NOW, person, request, sampleCredential, sampleSource } from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';
import { memorySources } from '../../support/fakes/memory/sources.ts';

function rig(changes: Parameters<typeof sampleSource>[0] = {}) {
  const caller = person();
  const { workspaceId } = caller;
  const one = sampleCredential({ workspaceId, platform: 'zoom' });
  const two = sampleCredential({ workspaceId, platform: 'zoom', accountName: 'Two' });
  const { credentialId } = one;
  const source = sampleSource({ workspaceId, platform: 'zoom', credentialId, ...changes });
  const other = { ...source, ...sampleSource({ workspaceId, name: 'Other' }) };
  const memory = memorySources(source, {
    ...other,
    platform: source.platform,
    credentialId: source.credentialId,
  });
  const { credentials } = memoryCredentials(one, two);
  const update = updateSource({ ...memory, credentials, clock: () => NOW + 1 });
  const change = (body: Parameters<typeof update>[2], by = caller) =>
    update(by, source.sourceId, body, request());
  return { ...memory, source, two, change };
}

test('name, switch, account and settings change', async () => {
  const { change, source, two, entries } = rig();
  const off = await change({ version: 1, name: 'New', is_active: false });
  expect(off).toEqual({ ...source, name: 'New', isActive: false, version: 2, updatedAt: NOW + 1 });
  const config = { recording_type: 'all' };
  const moved = await change({ version: 2, credential_id: two.credentialId, config });
  expect(moved).toMatchObject({
    credentialId: two.credentialId,
    settings: { recording_type: 'all', include_trash: false },
  });
  expect(entries).toHaveLength(2);
});

test.each([
  { body: { version: 2, name: 'New' }, code: 'version_conflict' },
  { body: { version: 1, name: 'other' }, code: 'name_taken' },
  { body: { version: 1, config: { more: 1 } }, code: 'invalid_request' },
])('$body is refused with $code', async ({ body, code }) => {
  const { change, rows, source } = rig();
  await expect(change(body)).rejects.toMatchObject({ code });
  expect(rows.get(source.sourceId)).toEqual(source);
});

test('one without an account gets none, and a foreign one is unknown', async () => {
  const { change, two } = rig({ platform: 's3', credentialId: null });
  const credential_id = two.credentialId;
  await expect(change({ version: 1, credential_id })).rejects.toMatchObject({
    errors: [{ path: 'credential_id' }],
  });
  const foreign = change({ version: 1, name: 'Mine' }, person());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});
