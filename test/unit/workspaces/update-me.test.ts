import { expect, test } from 'vitest';
import { updateMe } from '../../../src/workspaces/update-me.ts';
import { accountRig } from '../../support/account-rig.ts';

test.each([
  { name: 'nothing', change: {}, user: { full_name: 'Ada Lovelace', time_zone: 'Europe/London' } },
  {
    name: 'the name',
    change: { full_name: 'Ada King' },
    user: { full_name: 'Ada King', time_zone: 'Europe/London' },
  },
  {
    name: 'the zone',
    change: { time_zone: 'Asia/Tokyo' },
    user: { full_name: 'Ada Lovelace', time_zone: 'Asia/Tokyo' },
  },
  {
    name: 'a name to none',
    change: { full_name: null },
    user: { full_name: null, time_zone: 'Europe/London' },
  },
])('changes $name and leaves the rest', async ({ change, user }) => {
  const { deps, caller, findUser } = await accountRig();
  const answer = await updateMe(deps)(caller, change);
  expect(answer.user).toMatchObject(user);
  expect(answer.workspace).toMatchObject({ name: 'Ada Lovelace', time_zone: 'Europe/London' });
  expect(await findUser()).toMatchObject({ timeZone: user.time_zone });
  expect((await findUser()).fullName ?? null).toBe(user.full_name);
});

test('refuses a user who is gone', async () => {
  const { deps, caller } = await accountRig();
  const asking = updateMe(deps)({ ...caller, userId: 'usr_gone' }, { full_name: 'Eve' });
  await expect(asking).rejects.toMatchObject({ code: 'unauthorized' });
});
