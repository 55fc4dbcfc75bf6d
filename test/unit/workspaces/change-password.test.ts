import { beforeEach, expect, test } from 'vitest';
import { changePassword } from '../../../src/workspaces/change-password.ts';
import { login } from '../../../src/workspaces/login.ts';
import { type AccountRig, ADA, accountRig, IP } from '../../support/account-rig.ts';

const NEXT = 'another long password';

let rig: AccountRig;
beforeEach(async () => {
  rig = await accountRig();
});

const change = (body: { current_password?: string; new_password?: string } = {}, deps = rig.deps) =>
  changePassword(deps)(rig.caller, {
    current_password: ADA.password,
    new_password: NEXT,
    ...body,
  });
const unchanged = async () =>
  expect(await rig.findUser()).toMatchObject({
    passwordHash: `new:${ADA.password}`,
    sessionEpoch: 0,
  });

test('stores the new hash and ends every session in one write', async () => {
  await change();
  expect(await rig.findUser()).toMatchObject({ passwordHash: `new:${NEXT}`, sessionEpoch: 1 });
});

test('refuses a wrong current password', async () => {
  await expect(change({ current_password: 'a guess' })).rejects.toMatchObject({
    code: 'invalid_credentials',
    message: 'The current password is wrong.',
  });
  await unchanged();
});

test.each([
  { name: 'the e-mail', password: 'ada@example.org' },
  { name: 'one character', password: 'aaaaaaaaaa' },
])('refuses $name as the new one, and counts no attempt', async ({ password }) => {
  for (let index = 0; index < 12; index += 1) {
    await expect(change({ new_password: password })).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ path: 'new_password' }],
    });
  }
  await unchanged();
  await change();
});

test('counts guesses of its session like a login does', async () => {
  for (let index = 0; index < 10; index += 1) {
    await expect(change({ current_password: 'a guess' })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
  }
  await expect(change()).rejects.toMatchObject({ code: 'login_throttled' });
  await unchanged();
});

test('is open to a session while guesses at the account are slowed down', async () => {
  const guess = () => login(rig.deps)({ email: ADA.email, password: 'a guess' }, IP);
  for (let index = 0; index < 10; index += 1) {
    await expect(guess()).rejects.toMatchObject({ code: 'invalid_credentials' });
  }
  await expect(guess()).rejects.toMatchObject({ code: 'login_throttled' });
  await change();
  expect(await rig.findUser()).toMatchObject({ passwordHash: `new:${NEXT}` });
});

test('refuses the later of two changes at once', async () => {
  const results = await Promise.allSettled([change({ new_password: 'first new one' }), change()]);
  const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []));
  expect(refused).toMatchObject([{ code: 'conflict' }]);
  expect((await rig.findUser()).sessionEpoch).toBe(1);
});

test('refuses a caller whose account is gone', async () => {
  const accounts = { ...rig.deps.accounts, findUser: async () => undefined };
  await expect(change({}, { ...rig.deps, accounts })).rejects.toMatchObject({
    code: 'unauthorized',
  });
});
