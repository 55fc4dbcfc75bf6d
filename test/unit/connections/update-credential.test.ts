import { expect, test } from 'vitest';
import { updateCredential } from '../../../src/connections/update-credential.ts';
import {
  glassVault,
  NOW,
  person,
  request,
  SECRET_WORD,
  sampleCredential,
  VK_GRANT,
  ZOOM_APP,
} from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

function rig() {
  const caller = person();
  const { workspaceId } = caller;
  const credential = sampleCredential({ workspaceId, expiresAt: NOW + 1, createdAt: 1 });
  const other = sampleCredential({ workspaceId, accountName: 'Other' });
  const memory = memoryCredentials(credential, other);
  const update = updateCredential({ ...memory, vault: glassVault, clock: () => NOW });
  return {
    ...memory,
    credential,
    change: (body: Parameters<typeof update>[2], by = caller) =>
      update(by, credential.credentialId, body, request()),
  };
}

test('another secret replaces the whole one, and tells when it expires', async () => {
  const { change, credential, entries } = rig();
  const credentials = { access_token: `new-${SECRET_WORD}` };
  const changed = await change({ version: 1, credentials });
  expect(changed).toMatchObject({ version: 2, expiresAt: undefined, updatedAt: NOW });
  const opened = await glassVault.open(changed, changed.sealed);
  expect(JSON.parse(Buffer.from(opened).toString())).toEqual(credentials);
  expect(changed.accountName).toBe(credential.accountName);
  expect(entries).toMatchObject([{ action: 'credential.change', after: { version: 2 } }]);
  expect(JSON.stringify(entries)).not.toContain(SECRET_WORD);
});

test('a name and a switch leave the secret alone', async () => {
  const { change, credential } = rig();
  const changed = await change({ version: 1, account_name: 'New', is_active: false });
  expect(changed).toMatchObject({ accountName: 'New', isActive: false });
  expect([changed.sealed, changed.expiresAt]).toEqual([credential.sealed, credential.expiresAt]);
});

test('a secret of another platform is refused by field, without its values', async () => {
  const { change, rows, credential } = rig();
  const error = await change({ version: 1, credentials: ZOOM_APP }).catch(thrown => thrown);
  expect(error).toMatchObject({ code: 'invalid_request' });
  const paths = error.errors.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(
    expect.arrayContaining(['credentials.access_token', 'credentials.account_id']),
  );
  expect(JSON.stringify([error, error.message])).not.toContain(SECRET_WORD);
  expect(rows.get(credential.credentialId)).toEqual(credential);
});

test('an old version, a taken name and a foreign workspace change nothing', async () => {
  const { change, rows, credential } = rig();
  const late = change({ version: 2, credentials: VK_GRANT });
  await expect(late).rejects.toMatchObject({ code: 'version_conflict' });
  const taken = change({ version: 1, account_name: 'OTHER' });
  await expect(taken).rejects.toMatchObject({ code: 'name_taken' });
  const foreign = change({ version: 1, account_name: 'Mine' }, person());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
  expect(rows.get(credential.credentialId)).toEqual(credential);
});
