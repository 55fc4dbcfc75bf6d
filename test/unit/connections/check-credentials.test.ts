import { expect, test } from 'vitest';
import { checkCredentials } from '../../../src/connections/check-credentials.ts';
import { NOW, sampleCredential } from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

test('each account of the workspace says how it stands, newest first, by pages', async () => {
  const first = sampleCredential({ platform: 'zoom', expiresAt: NOW - 1 });
  const { workspaceId } = first;
  const second = sampleCredential({ workspaceId, accountName: 'Second' });
  const elsewhere = sampleCredential({ accountName: 'Elsewhere' });
  const check = checkCredentials({
    ...memoryCredentials(first, second, elsewhere),
    checks: { vk: async () => ({ status: 'good', problem: null }) },
    clock: () => NOW,
  });
  const statuses = async (limit: number, cursor?: typeof first.credentialId) => {
    const page = await check(workspaceId, {}, { limit, cursor });
    return { told: page.items.map(({ status }) => status), cursor: page.cursor };
  };
  expect(await statuses(5)).toEqual({ told: ['good', 'expired'], cursor: null });
  const page = await statuses(1);
  expect(page).toEqual({ told: ['good'], cursor: second.credentialId });
  expect(await statuses(1, second.credentialId)).toEqual({ told: ['expired'], cursor: null });
});

test('a platform that cannot be asked is no good account and no bad one', async () => {
  const credential = sampleCredential();
  const memory = memoryCredentials(credential);
  const check = checkCredentials({ ...memory, checks: {}, clock: () => NOW });
  const { items } = await check(credential.workspaceId, { platform: 'vk' }, { limit: 5 });
  expect(items).toMatchObject([{ status: 'unchecked', checked_at: null }]);
  expect(items[0]?.problem).toContain('cannot be asked');
});
