import type { RequestContext } from '../kernel/http/use-cases.ts';
import type { LoggedIn, Register } from './account.contract.ts';
import type { MailedTokenDeps } from './forgot-password.ts';
import { mailVerification } from './mail-verification.ts';
import type { AccountDeps } from './ports.ts';
import { register } from './register.ts';

type Deps = AccountDeps & Pick<MailedTokenDeps, 'mailedTokens' | 'secrets' | 'mailer'>;

/** A new account has this epoch: the token is of before any end of its sessions. */
const FIRST_EPOCH = 0;

/**
 * Registers, and asks whether the address is theirs. Whoever mails tells the log of a failure; the
 * account is there all the same, and `POST /v1/users/me/verification` mails another token.
 * @throws invalid_request, email_taken
 */
export const registerAndMail =
  (deps: Deps) =>
  async (
    request: Register,
    { operationId }: Pick<RequestContext, 'operationId'>,
  ): Promise<LoggedIn> => {
    const made = await register(deps)(request);
    const { id: userId, email } = made.user;
    const user = { userId, email, sessionEpoch: FIRST_EPOCH };
    if (deps.mailer) {
      await mailVerification(deps, deps.mailer, user, operationId).catch(() => undefined);
    }
    return made;
  };
