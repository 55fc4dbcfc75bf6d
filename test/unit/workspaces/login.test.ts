import { beforeEach, expect, test } from 'vitest';
import { login } from '../../../src/workspaces/login.ts';
import { type AccountRig, ADA, accountRig, IP } from '../../support/account-rig.ts';

let rig: AccountRig;
beforeEach(async () => {
  rig = await accountRig();
  rig.clock.now += 60_000;
});

const logIn = (change: Partial<typeof ADA> = {}, ip = IP) =>
  login(rig.deps)({ email: ADA.email, password: ADA.password, ...change }, ip);
const WRONG = { code: 'invalid_credentials', message: 'E-mail or password is wrong.' };

test('opens a session beside those that are open, and notes the time', async () => {
  const answer = await logIn({ email: 'ada@example.org' });
  const at = new Date(rig.clock.now).toISOString();
  expect(answer).toMatchObject({
    user: { id: rig.user.id, email: ADA.email, last_login_at: at },
    role: 'owner',
  });
  expect((await rig.findUser()).lastLoginAt).toBe(rig.clock.now);
  for (const token of [answer.tokens.refresh_token, rig.tokens.refresh_token]) {
    const shown = await rig.deps.tokens.readRefresh(token);
    const session = await rig.deps.sessions.find(rig.caller.userId, shown?.sessionId ?? 'ses_none');
    expect(session?.refreshHash).toBe(shown?.hash);
  }
});

test('says the same of a wrong password and of an unknown e-mail, and takes time for both', async () => {
  await expect(logIn({ password: 'wrong' })).rejects.toMatchObject(WRONG);
  expect(rig.pretended).toEqual([]);
  await expect(logIn({ email: 'nobody@example.org' })).rejects.toMatchObject(WRONG);
  expect(rig.pretended).toEqual([ADA.password]);
  expect((await rig.findUser()).lastLoginAt).not.toBe(rig.clock.now);
});

test('brings an outdated hash up to date, and leaves a good one', async () => {
  const { passwordHash: from } = await rig.findUser();
  await rig.deps.accounts.replaceHash(rig.caller.userId, { from, to: `old:${ADA.password}` });
  await expect(logIn({ password: 'wrong' })).rejects.toMatchObject(WRONG);
  expect((await rig.findUser()).passwordHash).toBe(`old:${ADA.password}`);
  await logIn();
  expect((await rig.findUser()).passwordHash).toBe(`new:${ADA.password}`);
});

test('looks at no password of an account after ten wrong ones from an address', async () => {
  for (let index = 0; index < 10; index += 1) {
    await expect(logIn({ password: 'wrong' })).rejects.toMatchObject(WRONG);
  }
  await expect(logIn()).rejects.toMatchObject({ code: 'login_throttled', retryAfterSeconds: 1 });
  await logIn({}, '203.0.113.1');
  rig.clock.now += 1000;
  await logIn();
  for (let index = 0; index < 10; index += 1) {
    await expect(logIn({ password: 'wrong' })).rejects.toMatchObject(WRONG);
  }
});

test('refuses an address after fifty wrong ones, and no other address', async () => {
  for (let index = 0; index < 50; index += 1) {
    const guess = { email: `p${index}@example.net`, password: 'wrong' };
    await expect(logIn(guess)).rejects.toMatchObject(WRONG);
  }
  await expect(logIn()).rejects.toMatchObject({ code: 'login_throttled' });
  await logIn({}, '203.0.113.1');
});

test('refuses who is no member of any workspace any more', async () => {
  const accounts = { ...rig.deps.accounts, findMember: async () => undefined };
  const asking = login({ ...rig.deps, accounts })(ADA, IP);
  await expect(asking).rejects.toMatchObject({ code: 'forbidden' });
});
