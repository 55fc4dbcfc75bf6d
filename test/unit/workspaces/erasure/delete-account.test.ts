import { expect, test } from 'vitest';
import { trustedWorkspaceId } from '../../../../src/kernel/ids.ts';
import type { Member } from '../../../../src/workspaces/account.ts';
import { deleteAccount } from '../../../../src/workspaces/erasure/delete-account.ts';
import type { ErasureStart } from '../../../../src/workspaces/erasure/ports.ts';
import { ADA, accountRig } from '../../../support/account-rig.ts';
import { REQUEST } from '../../../support/callers.ts';

/** Ada in her workspace, with others or without. */
async function world(others: readonly string[] = [], begins = true) {
  const rig = await accountRig();
  const started: ErasureStart[] = [];
  const sent: unknown[] = [];
  const workspaceId = trustedWorkspaceId(rig.caller.workspaceId);
  const people = ['usr_ada', ...others] as Member['userId'][];
  const deps = {
    ...rig.deps,
    people: {
      listMembers: async () => ({
        items: people
          .slice(0, 2)
          .map(
            userId => ({ workspaceId, userId, role: 'owner', createdAt: 1, version: 1 }) as const,
          ),
        cursor: null,
      }),
    },
    erasures: {
      begin: async (start: ErasureStart) => {
        started.push(start);
        return begins;
      },
    },
    erasureCommands: { send: async (command: unknown) => void sent.push(command) },
  };
  const caller = { kind: 'person', ...rig.caller, role: 'owner', isOperator: false } as const;
  const remove = (password = ADA.password, dry_run = false) =>
    deleteAccount(deps)(caller, { password, dry_run }, REQUEST);
  return { ...rig, started, sent, remove };
}

test('an account goes with the workspace that nobody else is in', async () => {
  const it = await world();
  expect(await it.remove()).toMatchObject({ dry_run: false, workspaces: [{ outcome: 'erased' }] });
  expect(it.started).toMatchObject([{ alone: [{}], shared: [] }]);
  expect(it.sent).toEqual([{ command: 'erase_account', userId: it.user.id }]);
});

test('a dry run says the same and changes nothing', async () => {
  const it = await world();
  const asked = await it.remove(ADA.password, true);
  expect(asked).toMatchObject({ dry_run: true, workspaces: [{ outcome: 'erased' }] });
  expect([...it.started, ...it.sent]).toEqual([]);
});

test('nobody goes without the password', async () => {
  const it = await world();
  await expect(it.remove('wrong')).rejects.toMatchObject({ code: 'invalid_credentials' });
  expect(it.started).toEqual([]);
});

test('the only owner of others stays', async () => {
  const it = await world(['usr_bob']);
  for (const dryRun of [true, false]) {
    await expect(it.remove(ADA.password, dryRun)).rejects.toMatchObject({
      code: 'last_owner',
      message: expect.stringContaining('Ada Lovelace'),
    });
  }
});

test('what moved meanwhile is told, and nothing is asked for', async () => {
  const it = await world([], false);
  await expect(it.remove()).rejects.toMatchObject({ code: 'conflict' });
  expect(it.sent).toEqual([]);
});
