import type { Person } from '../kernel/http/route.ts';
import type { Me, UpdateMe } from './account.contract.ts';
import { meView } from './account.ts';
import { gone, loadAccount } from './load-account.ts';
import type { AccountDeps } from './ports.ts';

/**
 * What is left out stays as it is; a null name removes it.
 * @throws unauthorized where the account or the membership is gone
 */
export const updateMe =
  ({ accounts }: Pick<AccountDeps, 'accounts'>) =>
  async ({ workspaceId, userId }: Person, { full_name, time_zone }: UpdateMe): Promise<Me> => {
    const changes = { fullName: full_name, timeZone: time_zone };
    const user = await accounts.updateProfile(userId, changes);
    if (!user) throw gone();
    return meView(await loadAccount(accounts, workspaceId, user));
  };
