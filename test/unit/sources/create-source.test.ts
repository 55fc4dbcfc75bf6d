import { expect, test } from 'vitest';
import { createSource } from '../../../src/sources/create-source.ts';
import { CreateSource } from '../../../src/sources/source.contract.ts';
import { NOW, person, request, sampleCredential, sampleSource } from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';
import { memorySources } from '../../support/fakes/memory/sources.ts';

function rig() {
  const caller = person();
  const { workspaceId } = caller;
  const account = sampleCredential({ workspaceId, platform: 'zoom' });
  const foreign = sampleCredential({ platform: 'zoom' });
  const other = sampleCredential({ workspaceId });
  const memory = memorySources(sampleSource({ workspaceId, name: 'Taken' }));
  const { credentials } = memoryCredentials(account, foreign, other);
  const create = createSource({ ...memory, credentials, clock: () => NOW });
  const make = (body: object, at = request()) => create(caller, CreateSource.parse(body), at);
  return { ...memory, make, account, foreign, other };
}

test('of Zoom: what is left out has its defaults, and a repeat finds its own work', async () => {
  const { make, account, entries, rows } = rig();
  const body = { name: 'Meetings', platform: 'zoom', credential_id: account.credentialId };
  const at = request();
  const made = await make(body, at);
  expect(made).toMatchObject({
    isActive: true,
    credentialId: account.credentialId,
    settings: { include_trash: false, recording_type: 'cloud' },
  });
  expect(await make(body, at)).toEqual(made);
  expect(rows.size).toBe(2);
  expect(entries).toMatchObject([{ action: 'source.create', target: made.sourceId }]);
});

test.each([
  { of: 'foreign', code: 'not_found' },
  { of: 'other', code: 'invalid_request' },
] as const)('an account that is $of is refused', async ({ of, code }) => {
  const it = rig();
  const made = it.make({ name: 'New', platform: 'zoom', credential_id: it[of].credentialId });
  await expect(made).rejects.toMatchObject({ code });
});

test('a name is there once for a platform', async () => {
  const { make } = rig();
  const taken = make({ name: 'taken', platform: 's3' });
  await expect(taken).rejects.toMatchObject({ code: 'name_taken', errors: [{ path: 'name' }] });
  expect(await make({ name: 'taken', platform: 'upload' })).toMatchObject({ name: 'taken' });
});
