import { expect, test } from 'vitest';
import { credentialRepository } from '../../../src/adapters/dynamodb/connections/credential-repository.ts';
import { sourceRepository } from '../../../src/adapters/dynamodb/sources/source-repository.ts';
import { sourcesContract } from '../../contract/sources.contract.ts';
import { sampleCredential, sampleSource, someEntry } from '../../support/connections.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

sourcesContract('sources on the table', () => sourceRepository(table()));

test('an account is used from the first source to the last', async () => {
  const credentials = credentialRepository(table());
  const sources = sourceRepository(table());
  const account = sampleCredential({ platform: 'zoom' });
  const { workspaceId, credentialId } = account;
  const entry = () => someEntry(workspaceId);
  const source = sampleSource({ workspaceId, credentialId, platform: 'zoom' });
  expect(await sources.insert(source, entry())).toBe('no_credential');
  await credentials.insert(account, entry());
  expect(await sources.insert(source, entry())).toBe('written');
  expect(await credentials.remove(account, entry())).toBe(false);
  const other = sampleCredential({ workspaceId, platform: 'zoom', accountName: 'Other' });
  await credentials.insert(other, entry());
  const moved = { ...source, credentialId: other.credentialId, version: 2 };
  expect(await sources.replace(source, moved, entry())).toBe('written');
  expect(await credentials.remove(account, entry())).toBe(true);
  expect(await sources.remove(moved, entry())).toBe(true);
  expect(await credentials.remove(other, entry())).toBe(true);
});
