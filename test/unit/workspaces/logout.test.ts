import { beforeEach, expect, test } from 'vitest';
import { login } from '../../../src/workspaces/login.ts';
import { logout } from '../../../src/workspaces/logout.ts';
import { register } from '../../../src/workspaces/register.ts';
import { type AccountRig, ADA, accountRig, IP } from '../../support/account-rig.ts';

let rig: AccountRig;
beforeEach(async () => {
  rig = await accountRig();
});

const isOpen = async (refreshToken: string) => {
  const shown = await rig.deps.tokens.readRefresh(refreshToken);
  return shown && Boolean(await rig.deps.sessions.find(shown.userId, shown.sessionId));
};

test('ends the session of the caller and no other', async () => {
  const other = await login(rig.deps)(ADA, IP);
  await logout(rig.deps)(rig.caller);
  expect(await isOpen(rig.tokens.refresh_token)).toBe(false);
  expect(await isOpen(other.tokens.refresh_token)).toBe(true);
});

test('ends another session of the caller by its refresh token', async () => {
  const other = await login(rig.deps)(ADA, IP);
  await logout(rig.deps)(rig.caller, other.tokens.refresh_token);
  expect(await isOpen(other.tokens.refresh_token)).toBe(false);
  expect(await isOpen(rig.tokens.refresh_token)).toBe(true);
});

test("ends the caller's own session when it is shown the token of somebody else", async () => {
  const eve = await register(rig.deps)({ ...ADA, email: 'eve@example.org' });
  await logout(rig.deps)(rig.caller, eve.tokens.refresh_token);
  expect(await isOpen(eve.tokens.refresh_token)).toBe(true);
  expect(await isOpen(rig.tokens.refresh_token)).toBe(false);
});

test('twice is as good as once', async () => {
  await logout(rig.deps)(rig.caller, 'nonsense');
  await logout(rig.deps)(rig.caller);
  expect(await isOpen(rig.tokens.refresh_token)).toBe(false);
});
