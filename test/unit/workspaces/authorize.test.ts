import { expect, test } from 'vitest';
import { authorizerHandler } from '../../../src/kernel/http/authorizer-handler.ts';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import type { Member, Session, User, Workspace } from '../../../src/workspaces/account.ts';
import { authorize } from '../../../src/workspaces/authorize.ts';

const workspaceId = trustedWorkspaceId(`wsp_${'0'.repeat(26)}`);
const [userId, sessionId] = [newId('user'), newId('session')];
const speaker = { userId, workspaceId, sessionId };
const context = {
  user_id: userId,
  workspace_id: workspaceId,
  role: 'viewer',
  is_operator: false,
  session_id: sessionId,
  cursor_key: `key of ${workspaceId}`,
};
const user = { userId, sessionEpoch: 2 } as User;
const session = { userId, sessionId, sessionEpoch: 2 } as Session;

const member: Member = { userId, workspaceId, role: 'viewer', createdAt: 0, version: 1 };
const workspace: Workspace = {
  ...{ workspaceId, name: 'A', timeZone: 'UTC', createdAt: 0 },
  ...{ version: 1, ownerCount: 1 },
};

const program = { key_id: newId('apiKey'), workspace_id: workspaceId, scopes: 'tasks.read' };
const all = { user, session, member, workspace };
type Found = { [Name in keyof typeof all]?: (typeof all)[Name] | undefined };

const authorizer = (change: Found = {}) => {
  const found = { ...all, ...change };
  return authorize({
    standings: { find: async () => found },
    verify: async token =>
      token === 'good' ? speaker : token === 'old' ? 'token_expired' : 'unauthorized',
    cursorKey: async id => `key of ${id}`,
    authorizeKey: async key => (key === 'castline_key_good' ? program : { error: 'unauthorized' }),
  });
};

test.each([
  { header: 'Bearer good', expected: context },
  { header: 'bearer  good', expected: context },
  { header: 'Bearer castline_key_good', expected: program },
  { header: 'Bearer castline_key_bad', expected: { error: 'unauthorized' } },
  { header: 'Bearer old', expected: { error: 'token_expired' } },
  { header: 'Bearer forged', expected: { error: 'unauthorized' } },
  { header: 'Basic good', expected: { error: 'unauthorized' } },
  { header: 'good', expected: { error: 'unauthorized' } },
  { header: 'Bearer good, Bearer good', expected: { error: 'unauthorized' } },
  { header: '', expected: { error: 'unauthorized' } },
  { header: undefined, expected: { error: 'unauthorized' } },
])('the header "$header" is answered', async ({ header, expected }) => {
  expect(await authorizer()(header)).toEqual(expected);
});

test.each([
  { name: 'its session ended', found: { session: undefined } },
  { name: 'its user is gone', found: { user: undefined } },
  { name: 'its user was removed from the workspace', found: { member: undefined } },
  { name: 'its workspace is gone', found: { workspace: undefined } },
  { name: 'all sessions ended since', found: { user: { ...user, sessionEpoch: 3 } } },
])('a good token is refused when $name', async ({ found }) => {
  expect(await authorizer(found)('Bearer good')).toEqual({ error: 'unauthorized' });
});

test('another role counts from the next call on', async () => {
  const found = { member: { ...member, role: 'manager' as const } };
  expect(await authorizer(found)('Bearer good')).toEqual({ ...context, role: 'manager' });
});

test('a suspended workspace is closed to all but the operator', async () => {
  const suspended = { ...workspace, suspendedAt: 1 };
  expect(await authorizer({ workspace: suspended })('Bearer good')).toEqual({ error: 'suspended' });
  const operator = { ...user, isOperator: true };
  expect(await authorizer({ workspace: suspended, user: operator })('Bearer good')).toEqual({
    ...context,
    is_operator: true,
  });
});

// The gateway sends thirty fields more; the handler reads these two.
const event = (headers: Record<string, string>) =>
  ({ headers, requestContext: { requestId: 'r-1' } }) as unknown as Parameters<
    ReturnType<typeof authorizerHandler>
  >[0];

test('the gateway is always let through, with the verdict in the context', async () => {
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const handler = authorizerHandler(authorizer(), log);
  expect(await handler(event({ authorization: 'Bearer good' }))).toEqual({
    isAuthorized: true,
    context,
  });
  expect(await handler(event({}))).toEqual({
    isAuthorized: true,
    context: { error: 'unauthorized' },
  });
});

test('a table that does not answer is not a bad token', async () => {
  const logged: unknown[] = [];
  const log = {
    info: () => {},
    warn: () => {},
    error: (...line: unknown[]) => void logged.push(line),
  };
  const handler = authorizerHandler(async () => {
    throw new Error('throttled');
  }, log);
  const answer = await handler(event({ authorization: 'Bearer good' }));
  expect(answer.context).toEqual({ error: 'unavailable' });
  expect(JSON.stringify(logged)).toContain('throttled');
  expect(JSON.stringify(logged)).not.toContain('Bearer');
});
