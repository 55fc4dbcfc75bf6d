import { expect, test } from 'vitest';
import { login } from '../../../src/workspaces/login.ts';
import { logoutAll } from '../../../src/workspaces/logout-all.ts';
import { refresh } from '../../../src/workspaces/refresh.ts';
import { register } from '../../../src/workspaces/register.ts';
import { ADA, accountRig, IP } from '../../support/account-rig.ts';

test('ends every session of the caller, and nobody else', async () => {
  const { deps, caller, tokens } = await accountRig();
  const other = await login(deps)(ADA, IP);
  const eve = await register(deps)({ ...ADA, email: 'eve@example.org' });
  await logoutAll(deps)(caller);
  for (const { refresh_token } of [tokens, other.tokens]) {
    await expect(refresh(deps)({ refresh_token })).rejects.toMatchObject({ code: 'unauthorized' });
  }
  await refresh(deps)({ refresh_token: eve.tokens.refresh_token });
  const next = await login(deps)(ADA, IP);
  await refresh(deps)({ refresh_token: next.tokens.refresh_token });
});

test('of a user who is gone ends nothing and says nothing', async () => {
  const { deps, caller } = await accountRig();
  await logoutAll(deps)({ ...caller, userId: 'usr_gone' });
  expect(await deps.sessions.find(caller.userId, caller.sessionId)).toBeDefined();
});
