import type { User } from './account.ts';
import type { MailedTokenDeps } from './forgot-password.ts';
import type { Mailer } from './mail/mailer.ts';
import { mailedTokenEnd } from './mailed-token.ts';
import type { AccountDeps } from './ports.ts';

type Deps = Pick<AccountDeps, 'clock'> & Pick<MailedTokenDeps, 'mailedTokens' | 'secrets'>;

/** Mails a token that verifies the address. Throws where the mail is not taken. */
export async function mailVerification(
  { mailedTokens, secrets, clock }: Deps,
  mailer: Mailer,
  { userId, email, sessionEpoch }: Pick<User, 'userId' | 'email' | 'sessionEpoch'>,
  operationId: string,
): Promise<void> {
  const { text: token, hash: tokenHash } = secrets.issue('verify');
  const expiresAtSeconds = mailedTokenEnd('verify', clock());
  await mailedTokens.insert({ use: 'verify', tokenHash, userId, sessionEpoch, expiresAtSeconds });
  await mailer.send('verify', email, { token }, operationId);
}
