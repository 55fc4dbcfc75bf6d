import { AppError } from '../kernel/errors.ts';
import type { ResetPassword } from './account.contract.ts';
import type { MailedTokenDeps } from './forgot-password.ts';
import { assertGoodPassword } from './good-password.ts';
import type { AccountDeps } from './ports.ts';

type Deps = Pick<AccountDeps, 'accounts' | 'passwords' | 'clock'> &
  Pick<MailedTokenDeps, 'mailedTokens' | 'secrets'>;

/**
 * Sets a new password with a token that was mailed. All sessions end: a stolen one must not outlive
 * it.
 * @throws not_found, expired, invalid_request
 */
export const resetPassword =
  ({ accounts, passwords, clock, mailedTokens, secrets }: Deps) =>
  async ({ token: text, new_password }: ResetPassword) => {
    const token = await mailedTokens.find(secrets.hashOf(text));
    const user = token && (await accounts.findUser(token.userId));
    if (!user || token.use !== 'reset' || user.sessionEpoch !== token.sessionEpoch) throw noToken();
    if (token.expiresAtSeconds * 1000 <= clock()) {
      throw new AppError('expired', 'This token is too old. Ask for a new one.');
    }
    assertGoodPassword('new_password', new_password, user.email);
    const passwordHash = await passwords.hash(new_password);
    if (!(await mailedTokens.redeem(token, passwordHash))) throw noToken();
  };

const noToken = () =>
  new AppError('not_found', 'No such token: it was used, or the password was changed since.');
