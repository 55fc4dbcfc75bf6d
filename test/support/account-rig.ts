import { isId, newId } from '../../src/kernel/ids.ts';
import type { Register } from '../../src/workspaces/account.contract.ts';
import type { AccountDeps, Passwords, Tokens } from '../../src/workspaces/ports.ts';
import { register } from '../../src/workspaces/register.ts';
import { memoryAccountRows } from './fakes/memory-accounts.ts';

export const ADA: Register = {
  email: 'Ada@Example.org',
  password: 'correct horse battery',
  full_name: 'Ada Lovelace',
  time_zone: 'Europe/London',
};
export const IP = '198.51.100.7';

/** Text that anybody can read: a hash begins with its kind, `old` ones are outdated. */
export const plainPasswords = (pretended: string[] = []): Passwords => ({
  hash: async password => `new:${password}`,
  verify: async (password, hash) => ({
    matches: hash.slice(hash.indexOf(':') + 1) === password,
    outdated: hash.startsWith('old:'),
  }),
  pretend: async password => void pretended.push(password),
});

/** Tokens that say what they are: `access <caller as JSON>`, `refresh <user> <session> <number>`. */
function plainTokens(): Tokens {
  let issued = 0;
  return {
    signAccess: async caller => `access ${JSON.stringify(caller)}`,
    issueRefresh: async (userId, sessionId) => {
      issued += 1;
      return { token: `refresh ${userId} ${sessionId} ${issued}`, hash: `hash-${issued}` };
    },
    readRefresh: async token => {
      const [kind, userId, sessionId, number] = token.split(' ');
      if (kind !== 'refresh' || !userId || !sessionId) return undefined;
      if (!isId('user', userId) || !isId('session', sessionId)) return undefined;
      return { userId, sessionId, hash: `hash-${number}` };
    },
  };
}

/** The accounts' dependencies in memory, with somebody in them and a clock that the test moves. */
export async function accountRig() {
  const clock = { now: Date.UTC(2026, 10, 20, 12) };
  const pretended: string[] = [];
  const deps: AccountDeps = {
    ...memoryAccountRows(() => clock.now),
    passwords: plainPasswords(pretended),
    tokens: plainTokens(),
    clock: () => clock.now,
    newId,
  };
  const { user, tokens } = await register(deps)(ADA);
  const [, callerJson = ''] = /^access (.*)$/.exec(tokens.access_token) ?? [];
  const caller = JSON.parse(callerJson);
  const findUser = async () => {
    const found = await deps.accounts.findUser(user.id);
    if (!found) throw new Error('Ada is gone.');
    return found;
  };
  return { deps, clock, pretended, caller, user, tokens, findUser };
}

export type AccountRig = Awaited<ReturnType<typeof accountRig>>;
