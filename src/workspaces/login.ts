import { AppError } from '../kernel/errors.ts';
import type { LoggedIn, Login } from './account.contract.ts';
import { emailIdentity, meView, type User } from './account.ts';
import { homeAccount } from './load-account.ts';
import { beginLogin } from './login-throttle.ts';
import type { AccountDeps } from './ports.ts';
import { openSession, tokenPair } from './session.ts';

/**
 * Opens a session. An unknown e-mail takes as long as a wrong password and is told the same.
 * @throws invalid_credentials, login_throttled, forbidden where they are no member anywhere
 */
export const login =
  (deps: AccountDeps) =>
  async ({ email, password }: Login, ip: string): Promise<LoggedIn> => {
    const { accounts, sessions, tokens, clock, newId } = deps;
    const succeeded = await beginLogin(deps, email, ip);
    const user = await userWithPassword(deps, email, password);
    const now = clock();
    const account = await homeAccount(accounts, { ...user, lastLoginAt: now });
    const sessionId = newId('session', now);
    const { session, refreshToken } = await openSession(tokens, account, sessionId, now);
    await Promise.all([
      sessions.insert(session),
      accounts.noteLogin(user.userId, now),
      succeeded(),
    ]);
    const pair = { sessionId, refreshToken };
    return { ...meView(account), tokens: await tokenPair(tokens, account.member, pair, now) };
  };

/** @throws invalid_credentials */
export async function userWithPassword(
  deps: Pick<AccountDeps, 'accounts' | 'passwords'>,
  email: string,
  password: string,
): Promise<User> {
  const { accounts, passwords } = deps;
  const user = await accounts.findUserByEmail(emailIdentity(email));
  if (!user) {
    await passwords.pretend(password);
    throw wrong();
  }
  const { matches, outdated } = await passwords.verify(password, user.passwordHash);
  if (!matches) throw wrong();
  if (outdated) {
    const to = await passwords.hash(password);
    await accounts.replaceHash(user.userId, { from: user.passwordHash, to });
  }
  return user;
}

const wrong = () => new AppError('invalid_credentials', 'E-mail or password is wrong.');
