import { beforeEach, expect, test } from 'vitest';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import { refresh } from '../../../src/workspaces/refresh.ts';
import { type AccountRig, accountRig } from '../../support/account-rig.ts';

const DAY_MS = 24 * 3_600_000;

let rig: AccountRig;
let first: string;
beforeEach(async () => {
  rig = await accountRig();
  first = rig.tokens.refresh_token;
});

const over = { code: 'unauthorized', message: 'The session is over. Log in again.' };
const renew = (refresh_token: string, workspace_id?: string) =>
  refresh(rig.deps)({ refresh_token, workspace_id });
const session = () => rig.deps.sessions.find(rig.caller.userId, rig.caller.sessionId);

test('gives the next pair of the same session, and thirty days more', async () => {
  rig.clock.now += 20 * DAY_MS;
  const { tokens } = await renew(first);
  expect(tokens.access_token).toBe(`access ${JSON.stringify(rig.caller)}`);
  expect(tokens.refresh_token).not.toBe(first);
  rig.clock.now += 20 * DAY_MS;
  await renew(tokens.refresh_token);
  rig.clock.now += 30 * DAY_MS;
  expect(await session()).toBeUndefined();
});

test('ends the session of a token that comes twice', async () => {
  const { tokens } = await renew(first);
  await expect(renew(first)).rejects.toMatchObject(over);
  expect(await session()).toBeUndefined();
  await expect(renew(tokens.refresh_token)).rejects.toMatchObject(over);
});

test('ends the session where another took the same token in the same moment', async () => {
  const results = await Promise.allSettled([renew(first), renew(first)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await session()).toBeUndefined();
});

test('refuses a text that is no token, and ends nothing', async () => {
  for (const text of ['', 'nonsense', rig.tokens.access_token]) {
    await expect(renew(text)).rejects.toMatchObject(over);
  }
  expect(await session()).toBeDefined();
});

test.each([
  {
    name: 'that ended',
    end: ({ deps, caller }: AccountRig) => deps.sessions.end(caller.userId, caller.sessionId),
  },
  {
    name: 'that ended with all others',
    end: ({ deps, caller }: AccountRig) => deps.accounts.endAllSessions(caller.userId),
  },
  {
    name: 'that nobody used for thirty days',
    end: async ({ clock }: AccountRig) => {
      clock.now += 30 * DAY_MS;
    },
  },
])('refuses a token of a session $name', async ({ end }) => {
  await end(rig);
  await expect(renew(first)).rejects.toMatchObject(over);
});

test('refuses who is no member any more', async () => {
  const accounts = { ...rig.deps.accounts, findMember: async () => undefined };
  await expect(refresh({ ...rig.deps, accounts })({ refresh_token: first })).rejects.toMatchObject({
    code: 'unauthorized',
  });
});

test('goes on in another workspace of the person', async () => {
  const other = { ...rig.caller, workspaceId: trustedWorkspaceId(newId('workspace')) };
  const accounts = {
    ...rig.deps.accounts,
    memberships: async () => [other.workspaceId],
    findMember: async () => ({ ...other, role: 'viewer' as const, createdAt: 0, version: 1 }),
    findWorkspace: async () => ({
      ...{ workspaceId: other.workspaceId, name: 'B', timeZone: 'UTC', createdAt: 0 },
      ...{ version: 1, ownerCount: 1 },
    }),
  };
  const asked = { refresh_token: first, workspace_id: other.workspaceId };
  const { tokens } = await refresh({ ...rig.deps, accounts })(asked);
  expect(tokens.access_token).toContain(other.workspaceId);
  expect(await session()).toMatchObject({ workspaceId: other.workspaceId });
});

test('a workspace of others is unknown, and asking for it costs nothing', async () => {
  for (const asked of [newId('workspace'), 'nonsense']) {
    await expect(renew(first, asked)).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await renew(first)).tokens.refresh_token).not.toBe(first);
});
