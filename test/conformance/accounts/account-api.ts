import { erasureRepository } from '../../../src/adapters/dynamodb/erasure/erasure-repository.ts';
import { idempotencyRecords } from '../../../src/adapters/dynamodb/kernel/idempotency-records.ts';
import { rateCounters } from '../../../src/adapters/dynamodb/kernel/rate-counters.ts';
import { peopleRepository } from '../../../src/adapters/dynamodb/workspaces/people-repository.ts';
import { apiHandler } from '../../../src/kernel/http/api-handler.ts';
import { accountDeps, inviteDeps, tokenAuthorizer } from '../../../src/wiring/accounts.ts';
import { mailedTokenDeps } from '../../../src/wiring/mailed-tokens.ts';
import type { Passwords } from '../../../src/workspaces/ports.ts';
import { accountRoutes } from '../../../src/workspaces/routes.ts';
import { accountUseCases } from '../../../src/workspaces/use-cases.ts';
import { apiEvent, jsonOf, lambdaContext } from '../../support/api-event.ts';
import { memoryApiDeps } from '../../support/memory-api-deps.ts';
import { startTable } from '../../support/table.ts';

export const SECRET = 'test-secret-of-sixty-four-random-characters-0123456789abcdefghij';

type Asked = { method: string; path: string; body?: unknown; token?: string; ip?: string };

/** The accounts' API on a real table: authorizer and handler, as the gateway would call them. */
export async function startAccountApi({ perMinute = 100_000, quickPasswords = false } = {}) {
  const { table, stop } = await startTable();
  const { deps: memory, advance, lines } = memoryApiDeps();
  const { clock } = memory;
  const secret = async () => SECRET;
  const authorize = tokenAuthorizer(table, secret, clock);
  const deps = {
    ...accountDeps(table, secret, clock),
    ...inviteDeps(table),
    ...mailedTokenDeps(table),
    people: peopleRepository(table),
    erasures: erasureRepository(table),
    erasureCommands: { send: async () => undefined },
    ...(quickPasswords && { passwords: plainPasswords }),
  };
  const handler = apiHandler(accountRoutes, accountUseCases(deps), {
    ...memory,
    rateCounters: rateCounters(table),
    rateLimits: { perMinute, perHour: 1_000_000 },
    idempotency: idempotencyRecords(table, clock),
  });
  const send = async ({ token, ...asked }: Asked) => {
    const authorizer = await authorize(token === undefined ? undefined : `Bearer ${token}`);
    const result = await handler(apiEvent({ ...asked, authorizer }), lambdaContext());
    return { status: result.statusCode, headers: result.headers, body: jsonOf(result) };
  };
  const post = (path: string, body?: unknown, token?: string) =>
    send({ method: 'POST', path, body, ...(token !== undefined && { token }) });
  const me = (token: string) => send({ method: 'GET', path: '/v1/users/me', token });
  return { table, stop, send, post, me, advance, lines, deps, clock };
}

export type AccountApi = Awaited<ReturnType<typeof startAccountApi>>;

/** For tests of races: argon2id is slow on purpose. */
const plainPasswords: Passwords = {
  hash: async password => `plain:${password}`,
  verify: async (password, hash) => ({ matches: hash === `plain:${password}`, outdated: false }),
  pretend: async () => undefined,
};

let people = 0;

/** Credentials of somebody new. */
export function somebody() {
  people += 1;
  return { email: `Person.${people}@Example.org`, password: 'correct horse battery' };
}
