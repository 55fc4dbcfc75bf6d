import { AppError } from '../kernel/errors.ts';
import type { MailedTokenDeps } from './forgot-password.ts';
import type { AccountDeps } from './ports.ts';

type Deps = Pick<AccountDeps, 'clock'> & Pick<MailedTokenDeps, 'mailedTokens' | 'secrets'>;

/**
 * Notes that somebody reads the mails of an account's address.
 * @throws not_found, expired
 */
export const verifyEmail =
  ({ clock, mailedTokens, secrets }: Deps) =>
  async (text: string) => {
    const token = await mailedTokens.find(secrets.hashOf(text));
    if (token?.use !== 'verify') throw noToken();
    if (token.expiresAtSeconds * 1000 <= clock()) {
      throw new AppError('expired', 'This token is too old. Ask for a new one.');
    }
    if (!(await mailedTokens.verify(token, clock()))) throw noToken();
  };

const noToken = () => new AppError('not_found', 'No such token, or it was used.');
