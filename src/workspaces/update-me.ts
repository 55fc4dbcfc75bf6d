import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { Me, UpdateMe } from './account.contract.ts';
import { meView } from './account.ts';
import { loadAccount } from './load-account.ts';
import type { AccountDeps } from './ports.ts';

/** What is left out stays as it is; a null name removes it. */
export const updateMe =
  ({ accounts }: AccountDeps) =>
  async ({ workspaceId, userId }: Caller, { full_name, time_zone }: UpdateMe): Promise<Me> => {
    const changes = { fullName: full_name, timeZone: time_zone };
    const user = await accounts.updateProfile(userId, changes);
    if (!user) throw new AppError('unauthorized', 'This account does not exist any more.');
    return meView(await loadAccount(accounts, workspaceId, user));
  };
