import { auditEntry } from '../../audit/entry.ts';
import type { Person } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { idOf, trustedWorkspaceId } from '../../kernel/ids.ts';
import type { Member, Workspace } from '../account.ts';
import { gone } from '../load-account.ts';
import { assertRoomForAnother } from './most-workspaces.ts';
import type { CreateWorkspace, OwnWorkspace } from './people.contract.ts';
import type { PeopleDeps } from './ports.ts';
import { ownWorkspaceView } from './views.ts';

/**
 * Another workspace of the caller, who owns it. Tokens for it come from a refresh.
 * @throws quota_exceeded, unauthorized where the account is gone
 */
export const createWorkspace =
  ({ accounts, people, clock }: Pick<PeopleDeps, 'accounts' | 'people' | 'clock'>) =>
  async (
    caller: Person,
    { name, time_zone }: CreateWorkspace,
    request: RequestContext,
  ): Promise<OwnWorkspace> => {
    const { userId } = caller;
    const user = await accounts.findUser(userId);
    if (!user) throw gone();
    await assertRoomForAnother(accounts, userId);
    const now = clock();
    const workspaceId = trustedWorkspaceId(idOf('workspace', request.operationId));
    const timeZone = time_zone ?? user.timeZone;
    const workspace: Workspace = {
      ...{ workspaceId, name, timeZone, createdAt: now },
      ...{ version: 1, ownerCount: 1 },
    };
    const member: Member = { workspaceId, userId, role: 'owner', createdAt: now, version: 1 };
    const change = { action: 'workspace.create', target: workspaceId, after: { name } } as const;
    const entry = auditEntry({ ...caller, workspaceId }, request, change, now);
    await people.createWorkspace(workspace, member, entry);
    return ownWorkspaceView(workspace, member);
  };
