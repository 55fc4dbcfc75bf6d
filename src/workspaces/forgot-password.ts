import { AppError } from '../kernel/errors.ts';
import { emailIdentity } from './account.ts';
import { beginForgot } from './login-throttle.ts';
import type { Mailer } from './mail/mailer.ts';
import { type MailedTokens, mailedTokenEnd } from './mailed-token.ts';
import type { AccountDeps, OneTimeSecrets } from './ports.ts';

/** What a forgotten password needs besides an account. */
export type MailedTokenDeps = {
  mailedTokens: MailedTokens;
  secrets: OneTimeSecrets;
  /** None where nothing is mailed. */
  mailer: Mailer | undefined;
  sleep: (milliseconds: number) => Promise<unknown>;
};
type Deps = Pick<AccountDeps, 'accounts' | 'attempts' | 'clock'> & MailedTokenDeps;

/** Longer than a mail takes to be handed over: how long the answer takes must not tell who has an account. */
const ANSWER_MS = 1000;

/**
 * Mails a token for a new password. An unknown address is answered the same, and as late.
 * @throws login_throttled, unavailable where nothing is mailed
 */
export const forgotPassword =
  (deps: Deps) =>
  async (email: string, { ip, operationId }: { ip: string; operationId: string }) => {
    const { mailer } = deps;
    if (!mailer)
      throw new AppError('unavailable', 'This deployment sends no mails. Ask who runs it.');
    await beginForgot(deps, email, ip);
    await Promise.all([mailToken(deps, mailer, email, operationId), deps.sleep(ANSWER_MS)]);
  };

async function mailToken(deps: Deps, mailer: Mailer, email: string, operationId: string) {
  const { accounts, mailedTokens, secrets, clock } = deps;
  const user = await accounts.findUserByEmail(emailIdentity(email));
  if (!user) return;
  const { text: token, hash: tokenHash } = secrets.issue('reset');
  const { userId, sessionEpoch } = user;
  await mailedTokens.insert({
    use: 'reset',
    tokenHash,
    userId,
    sessionEpoch,
    expiresAtSeconds: mailedTokenEnd('reset', clock()),
  });
  // Whoever mails tells the log; a refusal here would tell strangers that there is an account.
  await mailer.send('reset', user.email, { token }, operationId).catch(() => undefined);
}

export const noMails = () =>
  new AppError('unavailable', 'This deployment sends no mails. Ask who runs it.');
