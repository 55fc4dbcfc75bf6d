import { expect, test } from 'vitest';
import { createCredential } from '../../../src/connections/create-credential.ts';
import { CreateCredential } from '../../../src/connections/credential.contract.ts';
import {
  glassVault,
  NOW,
  person,
  request,
  SECRET_WORD,
  sampleCredential,
  VK_GRANT,
  YOUTUBE_GRANT,
  ZOOM_APP,
  ZOOM_GRANT,
} from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

const rig = (...made: Parameters<typeof memoryCredentials>) => {
  const memory = memoryCredentials(...made);
  const deps = { ...memory, vault: glassVault, clock: () => NOW };
  return { ...memory, create: createCredential(deps) };
};

test.each([
  { platform: 'zoom', credentials: ZOOM_APP, name: 'Physics', expires: undefined },
  { platform: 'zoom', credentials: ZOOM_GRANT, name: 'zoom', expires: NOW + 3_600_000 },
  {
    platform: 'youtube',
    credentials: YOUTUBE_GRANT,
    name: 'youtube',
    expires: Date.UTC(2026, 10, 30, 21),
  },
  { platform: 'vk', credentials: VK_GRANT, name: 'group_77', expires: undefined },
])('$platform as $name: the secret is sealed alone', async ({ name, expires, ...body }) => {
  const { create, rows, entries } = rig();
  const caller = person();
  const made = await create(caller, CreateCredential.parse(body), request());
  expect(made).toMatchObject({ accountName: name, expiresAt: expires, version: 1, isActive: true });
  expect(rows.get(made.credentialId)).toEqual(made);
  const { sealed, ...open } = made;
  expect(JSON.stringify([open, entries])).not.toContain(SECRET_WORD);
  const opened = await glassVault.open(made, sealed);
  expect(JSON.parse(Buffer.from(opened).toString())).toEqual(body.credentials);
  expect(entries).toMatchObject([{ action: 'credential.create', target: made.credentialId }]);
});

test('a name given by its maker counts, and is there once', async () => {
  const caller = person();
  const { workspaceId } = caller;
  const { create } = rig(sampleCredential({ workspaceId, accountName: 'Faculty' }));
  const body = CreateCredential.parse({
    platform: 'vk',
    account_name: ' faculty ',
    credentials: VK_GRANT,
  });
  await expect(create(caller, body, request())).rejects.toMatchObject({
    code: 'name_taken',
    errors: [{ path: 'account_name' }],
  });
  expect(await create(person(), body, request())).toMatchObject({ accountName: 'faculty' });
});
