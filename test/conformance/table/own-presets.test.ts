import { expect, test } from 'vitest';
import { credentialRepository } from '../../../src/adapters/dynamodb/connections/credential-repository.ts';
import { presetRepository } from '../../../src/adapters/dynamodb/publishing/preset-repository.ts';
import { targetRepository } from '../../../src/adapters/dynamodb/publishing/target-repository.ts';
import { newId } from '../../../src/kernel/ids.ts';
import type { OwnPreset } from '../../../src/publishing/presets/own-preset.ts';
import { ownPresetsContract } from '../../contract/own-presets.contract.ts';
import { sampleCredential, samplePreset, someEntry } from '../../support/connections.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

const targetOf = ({ workspaceId, presetId }: OwnPreset) => ({
  subject: { workspaceId, kind: 'recording', id: newId('recording') },
  presetId,
});

ownPresetsContract('presets on the table', () => ({
  presets: presetRepository(table()),
  target: preset => targetRepository(table()).announce(targetOf(preset), 1),
}));

test('an account is used from the first preset to the last, and by presets of its platform alone', async () => {
  const credentials = credentialRepository(table());
  const presets = presetRepository(table());
  const account = sampleCredential({ platform: 'vk' });
  const { workspaceId, credentialId } = account;
  const entry = () => someEntry(workspaceId);
  await credentials.insert(account, entry());
  const preset = samplePreset({ workspaceId, credentialId, platform: 'vk' });
  const wrong = samplePreset({ workspaceId, credentialId, platform: 'youtube', name: 'Wrong' });
  expect(await presets.insert(wrong, entry())).toBe('no_credential');
  expect(await presets.insert(preset, entry())).toBe('written');
  expect((await credentials.find(account))?.usedBy).toEqual([preset.presetId]);
  expect(await credentials.remove(account, entry())).toBe(false);

  const other = sampleCredential({ workspaceId, accountName: 'Other' });
  await credentials.insert(other, entry());
  const moved = { ...preset, credentialId: other.credentialId, version: 2 };
  expect(await presets.replace(preset, moved, entry())).toBe('written');
  expect((await credentials.find(account))?.usedBy).toEqual([]);
  expect(await credentials.remove(account, entry())).toBe(true);
  const back = { ...moved, credentialId, version: 3 };
  expect(await presets.replace(moved, back, entry())).toBe('no_credential');
  expect(await presets.remove(moved, entry())).toBe(true);
  expect(await credentials.remove(other, entry())).toBe(true);
});

test('targets are counted once each, and none comes to a preset that is gone', async () => {
  const presets = presetRepository(table());
  const targets = targetRepository(table());
  const preset = samplePreset();
  const entry = () => someEntry(preset.workspaceId);
  const key = targetOf(preset);
  await targets.announce(key, 1);
  expect(await targets.find(key)).toBeUndefined();
  await presets.insert(preset, entry());
  await targets.announce(key, 1);
  await targets.announce(key, 2);
  expect(await presets.find(preset)).toMatchObject({ targetCount: 1 });
  await targets.beginRemoval(key, 3);
  const removing = await targets.find(key);
  if (!removing) throw new Error('It is gone.');
  await targets.remove({ ...removing, version: 99 });
  expect(await presets.find(preset)).toMatchObject({ targetCount: 1 });
  await targets.remove(removing);
  await targets.remove(removing);
  expect(await presets.find(preset)).toMatchObject({ targetCount: 0 });
  expect(await presets.remove(preset, entry())).toBe(true);
});
