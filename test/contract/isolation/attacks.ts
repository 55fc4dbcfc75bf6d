import { ROLES, type Role, roleMay } from '#src/kernel/http/rights.ts';
import type { Route } from '#src/kernel/http/route.ts';
import type { HttpClient } from '../../conformance/openapi/fuzz/client.ts';
import type { Reply } from '../../conformance/openapi/fuzz/documented.ts';
import { bodyOf, type Owner, pathOf, type Tenant, takesIds } from './samples.ts';

export type World = {
  client: HttpClient;
  own: Tenant;
  foreign: Tenant;
  /** Whoever runs the deployment. */
  operator: Tenant;
  /** Members with this role, each of a workspace with rows of its own. */
  roles: Readonly<Record<Role, Tenant>>;
  /** Tokens that were good until their session, membership or workspace came to an end. */
  ended: Readonly<Record<string, { token: string; status: number; code: string }>>;
};

/** What is tried on a route, and what is wrong with the answer; empty where all is well. */
export type Attack = {
  name: string;
  concerns: (row: Route) => boolean;
  complaint: (row: Route, world: World) => Promise<string>;
};

const needsLogin = (row: Route) => !row.public;
/** Of all workspaces, for nobody but the operator. */
const isOperators = ({ right }: Route) => right?.startsWith('admin.') ?? false;
/** Who may call it and sends what is wrong. */
const caller = (row: Route, { own, operator }: World) => (isOperators(row) ? operator : own);
const takesBody = (row: Route) => row.body !== undefined;
/** A list of what a workspace has, or the workspace itself. */
const tellsOfWorkspace = (row: Route) =>
  row.method === 'GET' && needsLogin(row) && !takesIds(row) && !isOperators(row);
/** Calls of an account may end the session that would ask again. */
const keepsAnswers = (row: Route) =>
  row.method === 'POST' && !row.secret && needsLogin(row) && row.right !== 'account';

export const ATTACKS: readonly Attack[] = [
  {
    name: 'without a token',
    concerns: needsLogin,
    complaint: async (row, world) =>
      otherThan(401, 'unauthorized', await call(world, row, { owner: world.own })),
  },
  ...['forged', 'of another kind', 'empty'].map(
    (name, kind): Attack => ({
      name: `with a token that is ${name}`,
      concerns: needsLogin,
      async complaint(row, world) {
        const good = world.own.token();
        const tokens = [`${good.slice(0, -6)}AAAAAA`, 'Basic YTpi', ''];
        const token = tokens[kind];
        return otherThan(401, 'unauthorized', await call(world, row, { owner: world.own, token }));
      },
    }),
  ),
  ...['session', 'membership', 'workspace'].map(
    (name): Attack => ({
      name: `after the end of the ${name}`,
      concerns: needsLogin,
      async complaint(row, world) {
        const { token = '', status = 0, code = '' } = world.ended[name] ?? {};
        return otherThan(status, code, await call(world, row, { owner: world.own, token }));
      },
    }),
  ),
  ...ROLES.map(
    (role): Attack => ({
      name: `as ${role}`,
      concerns: needsLogin,
      async complaint(row, world) {
        const person = world.roles[role];
        const may = row.right !== undefined && roleMay(role, row.right);
        const reply = await call(world, row, { owner: person, token: person.token() });
        // A call of an account may end its session.
        if (row.right === 'account') await person.logIn();
        if (!may) return otherThan(403, 'forbidden', reply);
        const isRefused = /"code":"(unauthorized|forbidden)"/.test(reply.body);
        return isRefused ? `${role} is refused: ${shown(reply)}` : '';
      },
    }),
  ),
  {
    name: 'on what another workspace has',
    concerns: row => needsLogin(row) && takesIds(row) && !isOperators(row),
    async complaint(row, world) {
      const token = world.own.token();
      const foreign = await call(world, row, { owner: world.foreign, token });
      const unknown = await call(world, row, { owner: 'nobody', token });
      if (withoutIds(foreign) !== withoutIds(unknown)) {
        return `a foreign id is told from an unknown one: ${shown(foreign)}, ${shown(unknown)}`;
      }
      return otherThan(404, 'not_found', foreign);
    },
  },
  {
    name: 'on a workspace that is not there',
    concerns: row => isOperators(row) && takesIds(row),
    complaint: async (row, world) =>
      otherThan(
        404,
        'not_found',
        await call(world, row, { owner: 'nobody', token: world.operator.token() }),
      ),
  },
  {
    name: 'for what another workspace has',
    concerns: tellsOfWorkspace,
    async complaint(row, world) {
      const { workspaceId, recordings, tasks, things } = world.foreign;
      const reply = await call(world, row, { owner: world.own, token: world.own.token() });
      const told = [workspaceId, ...recordings, ...tasks, ...Object.values(things)].find(id =>
        reply.body.includes(id),
      );
      return told ? `tells of ${told}` : '';
    },
  },
  ...['surplus', '__proto__', 'constructor'].map(
    (name): Attack => ({
      name: `with a field ${name}`,
      concerns: takesBody,
      async complaint(row, world) {
        const text = JSON.stringify(bodyOf(row)).replace(/\}$/, '');
        const body = `${text}${text === '{' ? '' : ','}${JSON.stringify(name)}:{"a":1}}`;
        const { token } = caller(row, world);
        const reply = await call(world, row, { owner: world.own, token: token(), body });
        return otherThan(400, 'invalid_request', reply) || unless(reply.body.includes(name), reply);
      },
    }),
  ),
  ...[
    '[]',
    '"text"',
    'null',
    '{',
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]',
  ].map(
    (body): Attack => ({
      name: `with the body ${body.slice(0, 8)}`,
      concerns: takesBody,
      async complaint(row, world) {
        const { token } = caller(row, world);
        const reply = await call(world, row, { owner: world.own, token: token(), body });
        return reply.status === 400 ? '' : shown(reply);
      },
    }),
  ),
  {
    name: 'twice under one key, then with another body',
    concerns: keepsAnswers,
    async complaint(row, world) {
      const owner = isOperators(row) ? world.foreign : world.roles.owner;
      const { token } = isOperators(row) ? world.operator : owner;
      const asked = { owner, token: token(), key: crypto.randomUUID() };
      const first = await call(world, row, asked);
      if (first.status >= 300) return '';
      const again = await call(world, row, asked);
      if (again.body !== first.body || again.headers['idempotent-replayed'] !== 'true') {
        return `is done again: ${shown(again)}`;
      }
      const other = await call(world, row, { ...asked, path: `${pathOf(row, owner)}?other=1` });
      return other.status === 400 || other.status === 422 ? '' : shown(other);
    },
  },
];

type Asked = {
  owner: Owner;
  token?: string | undefined;
  body?: string;
  key?: string;
  path?: string;
};

function call({ client }: World, row: Route, { owner, token, body, key, path }: Asked) {
  const sample = bodyOf(row);
  const text = body ?? (sample && JSON.stringify(sample));
  const authorization = token?.startsWith('Basic') ? token : `Bearer ${token}`;
  const headers = {
    ...(token !== undefined && { authorization }),
    ...(text !== undefined && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
  };
  const asked = { method: row.method, path: path ?? pathOf(row, owner), headers };
  return client.send({ ...asked, body: text === undefined ? undefined : Buffer.from(text) });
}

function otherThan(status: number, code: string, reply: Reply) {
  return reply.status === status && reply.body.includes(`"code":"${code}"`) ? '' : shown(reply);
}

const unless = (holds: boolean, reply: Reply) => (holds ? '' : `not named: ${shown(reply)}`);
const shown = ({ status, body }: Reply) => `${status} ${body.slice(0, 200)}`;
const withoutIds = ({ status, body }: Reply) =>
  `${status} ${body.replaceAll(/\b(?:[a-z]{3}_)?[0-9A-HJKMNP-TV-Z]{26}\b/g, 'id').replaceAll(/"instance":"[^"]*"/g, '')}`;
