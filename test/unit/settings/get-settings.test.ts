import { expect, test } from 'vitest';
import { getSettings } from '../../../src/settings/get-settings.ts';
import { memorySettings } from '../../support/fakes/memory/settings.ts';
import { newWorkspaceId } from '../../support/samples.ts';

test('a workspace sees its own config alone', async () => {
  const { settings, rows } = memorySettings();
  const [own, other] = [newWorkspaceId(), newWorkspaceId()];
  const overrides = { trim: { enabled: false } };
  rows.set(other, { workspaceId: other, overrides, version: 3, updatedAt: 5 });
  const see = getSettings({ settings });
  expect(await see(other)).toMatchObject({ overrides, version: 3 });
  expect(await see(own)).toMatchObject({ overrides: {}, version: 0, updated_at: null });
});
