import { AppError } from '../kernel/errors.ts';
import type { Person } from '../kernel/http/route.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Account, User } from './account.ts';
import type { Accounts } from './ports.ts';

/** Undefined where the user is no member of the workspace, or no more. */
export async function findAccount(
  accounts: Pick<Accounts, 'findWorkspace' | 'findMember'>,
  workspaceId: WorkspaceId,
  user: User,
): Promise<Account | undefined> {
  const [workspace, member] = await Promise.all([
    accounts.findWorkspace(workspaceId),
    accounts.findMember(workspaceId, user.userId),
  ]);
  return workspace && member && { user, workspace, member };
}

/** @throws unauthorized where the user is no member of the workspace any more */
export async function loadAccount(
  accounts: Accounts,
  workspaceId: WorkspaceId,
  user: User,
): Promise<Account> {
  const account = await findAccount(accounts, workspaceId, user);
  if (!account) throw new AppError('unauthorized', 'You are no member there.');
  return account;
}

/**
 * Where a login leads: to the workspace of its first day, or to another, if they left that one.
 * @throws forbidden where there is none
 */
export async function homeAccount(accounts: Accounts, user: User): Promise<Account> {
  const home = await findAccount(accounts, user.workspaceId, user);
  if (home) return home;
  for (const workspaceId of await accounts.memberships(user.userId)) {
    const account = await findAccount(accounts, workspaceId, user);
    if (account) return account;
  }
  throw new AppError('forbidden', 'You are no member of any workspace. Ask for an invitation.');
}

export const gone = () => new AppError('unauthorized', 'This account does not exist any more.');

/** The account of a verified caller. */
export async function callerAccount(accounts: Accounts, { workspaceId, userId }: Person) {
  const user = await accounts.findUser(userId);
  if (!user) throw gone();
  return loadAccount(accounts, workspaceId, user);
}
