import { AppError } from '../kernel/errors.ts';
import type { Person } from '../kernel/http/route.ts';
import type { MailedTokenDeps } from './forgot-password.ts';
import { noMails } from './forgot-password.ts';
import { gone } from './load-account.ts';
import { beginForgot } from './login-throttle.ts';
import { mailVerification } from './mail-verification.ts';
import type { AccountDeps } from './ports.ts';

type Deps = Pick<AccountDeps, 'accounts' | 'attempts' | 'clock'> & MailedTokenDeps;
type Request = { ip: string; operationId: string };

/**
 * Mails the caller a token that verifies their address.
 * @throws conflict where it is verified, login_throttled, unavailable where nothing is mailed
 */
export const requestVerification =
  (deps: Deps) =>
  async ({ userId }: Pick<Person, 'userId'>, { ip, operationId }: Request) => {
    const { accounts, mailer } = deps;
    if (!mailer) throw noMails();
    const user = await accounts.findUser(userId);
    if (!user) throw gone();
    if (user.verifiedAt !== undefined) throw new AppError('conflict', 'Your address is verified.');
    await beginForgot(deps, user.email, ip);
    await mailVerification(deps, mailer, user, operationId).catch(() => {
      throw new AppError('unavailable', 'The mail could not be sent. Try again later.');
    });
  };
