import { AppError } from '../kernel/errors.ts';
import type { Person } from '../kernel/http/route.ts';
import { assertGoodPassword } from './good-password.ts';
import { callerAccount } from './load-account.ts';
import { beginChange } from './login-throttle.ts';
import type { AccountDeps } from './ports.ts';

type Change = { current_password: string; new_password: string };

/**
 * Ends all sessions, this one included: a stolen one must not outlive the change.
 * @throws invalid_credentials, login_throttled, invalid_request, conflict
 */
export const changePassword =
  (deps: AccountDeps) =>
  async (caller: Person, { current_password, new_password }: Change) => {
    const { accounts, passwords } = deps;
    const { user } = await callerAccount(accounts, caller);
    assertGoodPassword('new_password', new_password, user.email);
    const succeeded = await beginChange(deps, caller.sessionId);
    const { matches } = await passwords.verify(current_password, user.passwordHash);
    if (!matches) throw new AppError('invalid_credentials', 'The current password is wrong.');
    const hashes = { from: user.passwordHash, to: await passwords.hash(new_password) };
    if (!(await accounts.changePassword(user.userId, hashes))) {
      throw new AppError('conflict', 'The password was changed meanwhile. Log in and try again.');
    }
    await succeeded();
  };
