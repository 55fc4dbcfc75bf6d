import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openVault } from '../../../../src/adapters/vault/open-vault.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'vault-'));
let keys = 0;

function newVault(bytes = 32) {
  keys += 1;
  const file = join(folder, `${keys}.key`);
  writeFileSync(file, randomBytes(bytes).toString('base64'));
  return openVault(pathToFileURL(file).href);
}

const SECRET = Buffer.from('{"access_token":"nobody may see it"}');
const newPlace = () => ({ workspaceId: newWorkspaceId(), credentialId: newId('credential') });

test('what is sealed opens again in its place, and shows nothing meanwhile', async () => {
  const vault = newVault();
  const place = newPlace();
  const sealed = await vault.seal(place, SECRET);
  expect(Buffer.from(sealed, 'base64').includes('nobody')).toBe(false);
  expect(await vault.seal(place, SECRET)).not.toBe(sealed);
  expect(Buffer.from(await vault.open(place, sealed))).toEqual(SECRET);
});

test('no bit of it can be turned', async () => {
  const vault = newVault();
  const place = newPlace();
  const sealed = Buffer.from(await vault.seal(place, SECRET), 'base64');
  for (let at = 0; at < sealed.length; at += 1) {
    const turned = Buffer.from(sealed);
    turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
    await expect(vault.open(place, turned.toString('base64'))).rejects.toThrow();
  }
});

test('it opens for no other workspace, and for no other credential', async () => {
  const vault = newVault();
  const place = newPlace();
  const sealed = await vault.seal(place, SECRET);
  const { workspaceId, credentialId } = newPlace();
  await expect(vault.open({ ...place, workspaceId }, sealed)).rejects.toThrow('another credential');
  await expect(vault.open({ ...place, credentialId }, sealed)).rejects.toThrow(
    'another credential',
  );
});

test('another key does not open it, and half a key opens nothing', async () => {
  const place = newPlace();
  const sealed = await newVault().seal(place, SECRET);
  await expect(newVault().open(place, sealed)).rejects.toThrow();
  await expect(newVault(16).open(place, sealed)).rejects.toThrow('32 bytes');
});
