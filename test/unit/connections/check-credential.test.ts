import { expect, test } from 'vitest';
import { checkCredential } from '../../../src/connections/check-credential.ts';
import { NOW, person, sampleCredential } from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

const refused = async () => ({ status: 'refused', problem: 'Connect it again.' }) as const;

test.each([
  { says: 'unchecked', of: {}, checks: {} },
  { says: 'unchecked', of: {}, checks: { zoom: refused } },
  { says: 'refused', of: {}, checks: { vk: refused } },
  { says: 'expired', of: { expiresAt: NOW }, checks: { vk: refused } },
  { says: 'unchecked', of: { expiresAt: NOW + 1 }, checks: {} },
])('$says with $of and checks of $checks', async ({ says, of, checks }) => {
  const credential = sampleCredential(of);
  const check = checkCredential({ ...memoryCredentials(credential), checks, clock: () => NOW });
  const view = await check(credential);
  expect(view).toMatchObject({ status: says, platform: 'vk' });
  expect(view.checked_at === null).toBe(says === 'unchecked');
});

test('a foreign one is unknown', async () => {
  const credential = sampleCredential();
  const memory = memoryCredentials(credential);
  const check = checkCredential({ ...memory, checks: {}, clock: () => NOW });
  const foreign = { ...credential, workspaceId: person().workspaceId };
  await expect(check(foreign)).rejects.toMatchObject({ code: 'not_found' });
});
