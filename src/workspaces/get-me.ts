import type { Person } from '../kernel/http/route.ts';
import type { Me } from './account.contract.ts';
import { meView } from './account.ts';
import { callerAccount } from './load-account.ts';
import type { AccountDeps } from './ports.ts';

/**
 * The caller's user and workspace, and the role in it.
 * @throws unauthorized where one of them is gone
 */
export const getMe =
  ({ accounts }: Pick<AccountDeps, 'accounts'>) =>
  async (caller: Person): Promise<Me> =>
    meView(await callerAccount(accounts, caller));
