import { expect, test } from 'vitest';
import { createPreset } from '../../../../src/publishing/presets/create-preset.ts';
import { CreatePreset } from '../../../../src/publishing/presets/preset.contract.ts';
import {
  NOW,
  person,
  request,
  sampleCredential,
  samplePreset,
} from '../../../support/connections.ts';
import { memoryCredentials } from '../../../support/fakes/memory/credentials.ts';
import { memoryOwnPresets } from '../../../support/fakes/memory/own-presets.ts';

function rig() {
  const caller = person();
  const { workspaceId } = caller;
  const account = sampleCredential({ workspaceId, platform: 'youtube' });
  const off = sampleCredential({ workspaceId, platform: 'vk', isActive: false });
  const foreign = sampleCredential({ platform: 'youtube' });
  const memory = memoryOwnPresets(samplePreset({ workspaceId, name: 'Taken' }));
  const { credentials } = memoryCredentials(account, off, foreign);
  const create = createPreset({ ...memory, credentials, clock: () => NOW });
  const make = (body: object, at = request()) => create(caller, CreatePreset.parse(body), at);
  return { ...memory, make, account, off, foreign };
}

test('of YouTube: what is left out has the defaults of the platform', async () => {
  const { make, account, entries } = rig();
  const { credentialId: credential_id } = account;
  const made = await make({ name: 'Lectures', platform: 'youtube', credential_id });
  expect(made).toMatchObject({ isActive: true, version: 1, credentialId: credential_id });
  expect(made.settings).toEqual({
    privacy: 'unlisted',
    made_for_kids: false,
    embeddable: true,
    category_id: '27',
    license: 'youtube',
    tags: [],
    disable_comments: false,
    rating_disabled: false,
    notify_subscribers: true,
  });
  expect(entries).toMatchObject([{ action: 'preset.create', target: made.presetId }]);
});

test('the same operation again finds its own work', async () => {
  const { make, rows } = rig();
  const at = request();
  const body = { name: 'Archive', platform: 'library', preset_metadata: { title: 'Old talks' } };
  const made = await make(body, at);
  expect(await make(body, at)).toEqual(made);
  expect(rows.size).toBe(2);
});

test.each([
  { name: 'a foreign account', of: 'foreign', platform: 'youtube', code: 'not_found' },
  { name: 'one of another platform', of: 'account', platform: 'vk', code: 'invalid_request' },
  { name: 'one that is off', of: 'off', platform: 'vk', code: 'invalid_request' },
] as const)('$name is refused', async ({ of, platform, code }) => {
  const it = rig();
  const made = it.make({ name: 'New', platform, credential_id: it[of].credentialId });
  await expect(made).rejects.toMatchObject({ code });
  expect(it.rows.size).toBe(1);
});

test('a name is there once', async () => {
  const made = rig().make({ name: 'taken', platform: 'library' });
  await expect(made).rejects.toMatchObject({ code: 'name_taken', errors: [{ path: 'name' }] });
});
