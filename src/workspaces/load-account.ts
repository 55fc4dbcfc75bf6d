import { AppError } from '../kernel/errors.ts';
import type { Person } from '../kernel/http/route.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Account, User } from './account.ts';
import type { Accounts } from './ports.ts';

/** @throws unauthorized where the user is no member of the workspace any more */
export async function loadAccount(
  accounts: Accounts,
  workspaceId: WorkspaceId,
  user: User,
): Promise<Account> {
  const [workspace, member] = await Promise.all([
    accounts.findWorkspace(workspaceId),
    accounts.findMember(workspaceId, user.userId),
  ]);
  if (!workspace || !member) throw new AppError('unauthorized', 'You are no member there.');
  return { user, workspace, member };
}

export const gone = () => new AppError('unauthorized', 'This account does not exist any more.');

/** The account of a verified caller. */
export async function callerAccount(accounts: Accounts, { workspaceId, userId }: Person) {
  const user = await accounts.findUser(userId);
  if (!user) throw gone();
  return loadAccount(accounts, workspaceId, user);
}
