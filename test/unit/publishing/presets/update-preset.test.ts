import { expect, test } from 'vitest';
import { updatePreset } from '../../../../src/publishing/presets/update-preset.ts';
import {
  NOW,
  person,
  request,
  sampleCredential,
  samplePreset,
} from '../../../support/connections.ts';
import { memoryCredentials } from '../../../support/fakes/memory/credentials.ts';
import { memoryOwnPresets } from '../../../support/fakes/memory/own-presets.ts';

function rig(changes: Parameters<typeof samplePreset>[0] = {}) {
  const caller = person();
  const { workspaceId } = caller;
  const one = sampleCredential({ workspaceId });
  const two = sampleCredential({ workspaceId, accountName: 'Two' });
  const credentialId = one.credentialId;
  const preset = samplePreset({ workspaceId, platform: 'vk', credentialId, ...changes });
  const memory = memoryOwnPresets(preset, samplePreset({ workspaceId, name: 'Other' }));
  const { credentials } = memoryCredentials(one, two);
  const update = updatePreset({ ...memory, credentials, clock: () => NOW + 1 });
  const change = (body: Parameters<typeof update>[2], by = caller) =>
    update(by, preset.presetId, body, request());
  return { ...memory, preset, two, change };
}

test('name, switch, account and settings change, each for itself', async () => {
  const { change, preset, two, entries } = rig();
  const off = await change({ version: 1, name: 'New', is_active: false });
  expect(off).toEqual({ ...preset, name: 'New', isActive: false, version: 2, updatedAt: NOW + 1 });
  const credential_id = two.credentialId;
  const moved = await change({ version: 2, credential_id, preset_metadata: { group_id: 5 } });
  expect(moved).toMatchObject({ credentialId: credential_id, version: 3 });
  expect(moved.settings).toMatchObject({ group_id: 5, privacy_view: 0, wallpost: false });
  expect(entries.map(({ action }) => action)).toEqual(['preset.change', 'preset.change']);
});

test('what is published keeps its account', async () => {
  const { change, two } = rig({ targetCount: 3 });
  const moved = change({ version: 1, credential_id: two.credentialId });
  await expect(moved).rejects.toMatchObject({ code: 'in_use' });
  expect(await change({ version: 1, name: 'New' })).toMatchObject({ name: 'New' });
});

test.each([
  { body: { version: 2, name: 'New' }, code: 'version_conflict' },
  { body: { version: 1, name: 'other' }, code: 'name_taken' },
  { body: { version: 1, preset_metadata: { privacy: 'public' } }, code: 'invalid_request' },
])('$body is refused with $code', async ({ body, code }) => {
  const { change, rows, preset } = rig();
  await expect(change(body)).rejects.toMatchObject({ code });
  expect(rows.get(preset.presetId)).toEqual(preset);
});

test('a library has no account, and settings name their wrong field', async () => {
  const { change, two } = rig({ platform: 'library', credentialId: null });
  const credential_id = two.credentialId;
  await expect(change({ version: 1, credential_id })).rejects.toMatchObject({
    errors: [{ path: 'credential_id' }],
  });
  await expect(change({ version: 1, preset_metadata: { tags: [] } })).rejects.toMatchObject({
    errors: [{ path: 'preset_metadata.tags', message: 'Unknown field: remove it.' }],
  });
});

test('a foreign one is unknown', async () => {
  const { change } = rig();
  const foreign = change({ version: 1, name: 'Mine' }, person());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});
