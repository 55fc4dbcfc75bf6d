import { expect, test } from 'vitest';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import type { KeyInUse } from '../../../src/workspaces/keys/api-key.ts';
import { authorizeKey } from '../../../src/workspaces/keys/authorize-key.ts';

const NOW = Date.UTC(2026, 10, 20);
const workspaceId = trustedWorkspaceId(newId('workspace'));
const workspace = {
  ...{ workspaceId, name: 'A', timeZone: 'UTC', createdAt: 0 },
  ...{ version: 1, ownerCount: 1, suspendedAt: undefined },
};
const key: KeyInUse = {
  workspaceId,
  keyId: newId('apiKey'),
  scopes: ['tasks.read', 'recordings.read'],
  hash: 'hash of good',
};

function rig(change: Partial<KeyInUse> = {}, found: { suspendedAt?: number } | undefined = {}) {
  const noted: number[] = [];
  const ask = authorizeKey({
    accounts: { findWorkspace: async () => found && { ...workspace, ...found } },
    keys: {
      findByHash: async hash => (hash === key.hash ? { ...key, ...change } : undefined),
      noteUse: async (_hash, at) => void noted.push(at),
    },
    secrets: { hashOf: text => `hash of ${text}` },
    cursorKey: async id => `key of ${id}`,
    clock: () => NOW,
  });
  return { ask, noted };
}

const context = {
  key_id: key.keyId,
  workspace_id: workspaceId,
  scopes: 'tasks.read recordings.read',
  cursor_key: `key of ${workspaceId}`,
};

type Case = {
  name: string;
  key: string;
  change?: Partial<KeyInUse>;
  found?: { suspendedAt: number };
  expected: object;
};

test.each<Case>([
  { name: 'a good key', key: 'good', expected: context },
  { name: 'an unknown key', key: 'bad', expected: { error: 'unauthorized' } },
  { name: 'one that ends later', key: 'good', change: { endsAt: NOW + 1 }, expected: context },
  {
    ...{ name: 'one that has ended', key: 'good', change: { endsAt: NOW } },
    expected: { error: 'unauthorized' },
  },
  {
    ...{ name: 'one of a suspended workspace', key: 'good', found: { suspendedAt: 1 } },
    expected: { error: 'suspended' },
  },
])('$name is answered', async ({ key: text, change, found, expected }) => {
  expect(await rig(change, found).ask(text)).toEqual(expected);
});

test.each([
  { name: 'the first', lastUsedAt: undefined, expected: [NOW] },
  { name: 'one a minute later', lastUsedAt: NOW - 60_000, expected: [NOW] },
  { name: 'one within the minute', lastUsedAt: NOW - 59_999, expected: [] },
])('of uses $name is noted', async ({ lastUsedAt, expected }) => {
  const { ask, noted } = rig({ lastUsedAt });
  await ask('good');
  expect(noted).toEqual(expected);
});
