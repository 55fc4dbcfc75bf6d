import { beforeEach, expect, test } from 'vitest';
import { register } from '../../../src/workspaces/register.ts';
import { type AccountRig, ADA, accountRig } from '../../support/account-rig.ts';

let rig: AccountRig;
beforeEach(async () => {
  rig = await accountRig();
});

const EVE = { email: 'eve@example.org', password: 'a long enough secret', time_zone: 'Asia/Tokyo' };

test('makes an owner with a workspace of their own, and a session that is open', async () => {
  const made = await register(rig.deps)({ ...EVE, workspace_name: 'Engines' });
  expect(made).toMatchObject({
    user: { email: EVE.email, full_name: null, time_zone: 'Asia/Tokyo' },
    workspace: { name: 'Engines', time_zone: 'Asia/Tokyo' },
    role: 'owner',
    tokens: { token_type: 'Bearer', expires_in: 900 },
  });
  const user = await rig.deps.accounts.findUser(made.user.id);
  expect(user).toMatchObject({ passwordHash: `new:${EVE.password}`, sessionEpoch: 0 });
  expect(user?.workspaceId).toBe(made.workspace.id);
  const shown = await rig.deps.tokens.readRefresh(made.tokens.refresh_token);
  const session = await rig.deps.sessions.find(made.user.id, shown?.sessionId ?? 'ses_none');
  expect(session).toMatchObject({ refreshHash: shown?.hash, workspaceId: made.workspace.id });
  expect(session?.expiresAtSeconds).toBe(rig.clock.now / 1000 + 30 * 24 * 3600);
});

test.each([
  { name: 'its own name', change: { workspace_name: 'Engines', full_name: 'Eve' }, to: 'Engines' },
  { name: 'the full name', change: { full_name: 'Eve' }, to: 'Eve' },
  { name: 'the start of the e-mail', change: {}, to: 'eve' },
])('calls the workspace by $name', async ({ change, to }) => {
  expect((await register(rig.deps)({ ...EVE, ...change })).workspace.name).toBe(to);
});

test.each([
  { name: 'the e-mail of somebody, in another case', change: { email: 'ADA@example.ORG' } },
  { name: 'the e-mail of somebody, with spaces', change: { email: ' Ada@Example.org ' } },
])('refuses $name', async ({ change }) => {
  const request = { ...EVE, ...change };
  await expect(register(rig.deps)(request)).rejects.toMatchObject({ code: 'email_taken' });
});

test('refuses a password that is easy to guess, before any hash', async () => {
  let hashes = 0;
  const passwords = {
    ...rig.deps.passwords,
    hash: async () => {
      hashes += 1;
      return 'hash';
    },
  };
  const request = { ...EVE, password: 'EVE@example.org' };
  await expect(register({ ...rig.deps, passwords })(request)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path: 'password' }],
  });
  expect(hashes).toBe(0);
  expect(await rig.deps.accounts.findUserByEmail(EVE.email)).toBeUndefined();
});

test('refuses the later of two that both saw the e-mail free', async () => {
  const accounts = { ...rig.deps.accounts, findUserByEmail: async () => undefined };
  const registering = register({ ...rig.deps, accounts })(ADA);
  await expect(registering).rejects.toMatchObject({ code: 'email_taken' });
  expect(await rig.findUser()).toMatchObject({ email: ADA.email });
});
