import { auditEntry } from '../../audit/entry.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Person } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { Member, User, Workspace } from '../account.ts';
import { gone } from '../load-account.ts';
import { beginChange } from '../login-throttle.ts';
import type { People } from '../people/ports.ts';
import type { AccountDeps } from '../ports.ts';
import type { AccountDeletion, DeleteAccount } from './erasure.contract.ts';
import type { ErasureCommands, Erasures } from './ports.ts';

export type DeleteAccountDeps = AccountDeps & {
  people: Pick<People, 'listMembers'>;
  erasures: Pick<Erasures, 'begin'>;
  erasureCommands: ErasureCommands;
};

/** What becomes of a workspace once its member is gone. */
type Fate = { workspace: Workspace; member: Member; isAlone: boolean };

/** Writes of one transaction are a hundred: the person's own, and up to three for each workspace. */
const MOST_WRITES = 100;
const writesOf = ({ isAlone }: Fate) => (isAlone ? 1 : 3);

/**
 * Ends an account. From the moment this answers it is unknown, and so are workspaces that nobody else
 * is in; what they have goes in the background. The address is free once all of it is gone.
 *
 * @throws invalid_credentials, login_throttled, last_owner, conflict
 */
export const deleteAccount =
  (deps: DeleteAccountDeps) =>
  async (
    caller: Person,
    { password, dry_run }: DeleteAccount,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<AccountDeletion> => {
    const { erasures, erasureCommands, clock } = deps;
    const user = await confirmed(deps, caller, password);
    const fates = await fatesOf(deps, user);
    refuseOrphans(fates);
    if (dry_run) return viewOf(fates, true);
    const at = clock();
    const alone = fates.filter(({ isAlone }) => isAlone).map(({ workspace }) => workspace);
    const shared = fates
      .filter(({ isAlone }) => !isAlone)
      .map(({ member }) => ({ member, entry: leavingEntry(member, request, at) }));
    if (fates.reduce((sum, fate) => sum + writesOf(fate), 1) > MOST_WRITES) {
      throw new AppError('conflict', 'You are in too many workspaces at once: leave some first.');
    }
    if (!(await erasures.begin({ user, alone, shared, at }))) {
      throw new AppError('conflict', 'Your workspaces changed meanwhile. Try again.');
    }
    await erasureCommands.send({ command: 'erase_account', userId: user.userId });
    return viewOf(fates, false);
  };

async function confirmed(deps: DeleteAccountDeps, caller: Person, password: string) {
  const user = await deps.accounts.findUser(caller.userId);
  if (!user) throw gone();
  const succeeded = await beginChange(deps, caller.sessionId);
  const { matches } = await deps.passwords.verify(password, user.passwordHash);
  if (!matches) throw new AppError('invalid_credentials', 'The password is wrong.');
  await succeeded();
  return user;
}

async function fatesOf({ accounts, people }: DeleteAccountDeps, { userId }: User): Promise<Fate[]> {
  const ids = await accounts.memberships(userId);
  const fates = ids.map(async workspaceId => {
    const [workspace, member, members] = await Promise.all([
      accounts.findWorkspace(workspaceId),
      accounts.findMember(workspaceId, userId),
      people.listMembers(workspaceId, { limit: 2, cursor: undefined }),
    ]);
    if (!workspace || !member) return [];
    return [{ workspace, member, isAlone: members.items.length === 1 }];
  });
  return (await Promise.all(fates)).flat();
}

/** Others would be left in a workspace that nobody can run. */
function refuseOrphans(fates: readonly Fate[]) {
  const orphans = fates.filter(
    ({ workspace, member, isAlone }) =>
      !isAlone && member.role === 'owner' && workspace.ownerCount === 1,
  );
  if (orphans.length === 0) return;
  const named = orphans.map(({ workspace }) => `“${workspace.name}”`).join(', ');
  const fix = 'Make somebody else owner, or remove the others first.';
  throw new AppError('last_owner', `You are the only owner of ${named}. ${fix}`);
}

const leavingEntry = (
  { workspaceId, userId, role }: Member,
  request: Pick<RequestContext, 'requestId' | 'ip'>,
  at: number,
) => {
  const change = { action: 'member.remove', target: userId, before: { role } } as const;
  return auditEntry({ kind: 'person', userId, workspaceId }, request, change, at);
};

const viewOf = (fates: readonly Fate[], dry_run: boolean): AccountDeletion => ({
  dry_run,
  workspaces: fates.map(({ workspace, isAlone }) => ({
    workspace_id: workspace.workspaceId,
    name: workspace.name,
    outcome: isAlone ? ('erased' as const) : ('left' as const),
  })),
});
