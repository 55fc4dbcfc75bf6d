import type { Person } from '../kernel/http/route.ts';
import type { AccountDeps } from './ports.ts';

/** Ends all sessions of the caller at once, this one included. */
export const logoutAll =
  ({ accounts }: Pick<AccountDeps, 'accounts'>) =>
  ({ userId }: Person): Promise<void> =>
    accounts.endAllSessions(userId);
