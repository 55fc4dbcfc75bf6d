import { expect, test } from 'vitest';
import { getMe } from '../../../src/workspaces/get-me.ts';
import { ADA, accountRig } from '../../support/account-rig.ts';

test('shows user, workspace and role, and no hash', async () => {
  const { deps, caller, clock } = await accountRig();
  const at = new Date(clock.now).toISOString();
  expect(await getMe(deps)(caller)).toEqual({
    user: {
      id: caller.userId,
      email: ADA.email,
      is_verified: false,
      full_name: 'Ada Lovelace',
      time_zone: 'Europe/London',
      created_at: at,
      last_login_at: at,
    },
    workspace: {
      id: caller.workspaceId,
      name: 'Ada Lovelace',
      time_zone: 'Europe/London',
      created_at: at,
      version: 1,
    },
    role: 'owner',
  });
});

test.each(['findUser', 'findWorkspace', 'findMember'] as const)(
  'refuses the caller where %s finds nothing',
  async name => {
    const { deps, caller } = await accountRig();
    const accounts = { ...deps.accounts, [name]: async () => undefined };
    await expect(getMe({ accounts })(caller)).rejects.toMatchObject({ code: 'unauthorized' });
  },
);
