import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  memberEntity,
  workspaceEntity,
} from '#src/adapters/dynamodb/workspaces/account-entities.ts';
import { setOperator } from '#src/adapters/dynamodb/workspaces/operators.ts';
import { API } from '#src/api.ts';
import { ROLES, type Role } from '#src/kernel/http/rights.ts';
import type { Route } from '#src/kernel/http/route.ts';
import { isId, trustedWorkspaceId } from '#src/kernel/ids.ts';
import { httpClient } from '../../conformance/openapi/fuzz/client.ts';
import { newPerson, type Person } from '../../conformance/openapi/fuzz/person.ts';
import { startWholeApi, type WholeApi } from '../../conformance/openapi/fuzz/whole-api.ts';
import { ATTACKS, type World } from './attacks.ts';
import { type Tenant, withThings } from './samples.ts';

/** Every row of the API against every attack: a new route is attacked without anybody's doing. */
const ROWS = API.flatMap(({ routes }) => routes.map((row): Route => row));
/** What is public and takes nothing cannot be attacked. */
const NAMED = ROWS.filter(row => ATTACKS.some(({ concerns }) => concerns(row))).map(row => ({
  name: `${row.method} ${row.path}`,
  row,
}));

let api: WholeApi;
let world: World;
let made = 0;

beforeAll(async () => {
  api = await startWholeApi();
  const client = httpClient(api.url);
  const names = [...['own', 'foreign', 'operator', 'session', 'membership', 'workspace']] as const;
  const [own, foreign, operator, session, membership, workspace] = await Promise.all(
    names.map(async name => withThings(await newPerson(client, name))),
  );
  if (!own || !foreign || !operator || !session || !membership || !workspace) {
    throw new Error('nobody');
  }
  await setOperator(api.table, 'operator@example.org', true);
  const roles = await Promise.all(
    ROLES.map(
      async role =>
        [role, await inRole(await withThings(await newPerson(client, role)), role)] as const,
    ),
  );
  await session.json('GET', '/v1/users/me');
  await client.send({
    ...{ method: 'POST', path: '/v1/auth/logout-all' },
    headers: { authorization: `Bearer ${session.token()}` },
  });
  await memberEntity(api.table)
    .delete(await memberOf(membership))
    .go();
  await workspaceEntity(api.table)
    .patch({ workspaceId: trustedWorkspaceId(workspace.workspaceId) })
    .set({ suspendedAt: 1 })
    .go();
  const ended = {
    session: { token: session.token(), status: 401, code: 'unauthorized' },
    membership: { token: membership.token(), status: 401, code: 'unauthorized' },
    workspace: { token: workspace.token(), status: 403, code: 'suspended' },
  };
  // Pairs for each of ROLES: what entries lose is only that none is missing.
  world = {
    client,
    own,
    foreign,
    operator,
    roles: Object.fromEntries(roles) as World['roles'],
    ended,
  };
});
afterAll(async () => {
  console.log(`${ROWS.length} routes, ${ATTACKS.length} attacks, ${made} tried`);
  world.client.close();
  await api.stop();
});

async function memberOf(person: Person) {
  const { user } = await person.json('GET', '/v1/users/me');
  if (!isId('user', user.id)) throw new TypeError(`${user.id} is no user.`);
  return { workspaceId: trustedWorkspaceId(person.workspaceId), userId: user.id };
}

async function inRole(person: Tenant, role: Role) {
  await memberEntity(api.table)
    .patch(await memberOf(person))
    .set({ role })
    .go();
  return person;
}

describe.each(NAMED)('$name', ({ row }) => {
  test.each(ATTACKS.filter(({ concerns }) => concerns(row)))('$name', async ({ complaint }) => {
    made += 1;
    expect(await complaint(row, world)).toBe('');
  });
});

test('every attack concerns some route', () => {
  const idle = ATTACKS.filter(({ concerns }) => !ROWS.some(concerns));
  expect(idle.map(({ name }) => name)).toEqual([]);
});
