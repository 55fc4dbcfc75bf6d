import { AppError } from '../../kernel/errors.ts';
import type { Person } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { emailIdentity } from '../account.ts';
import { gone } from '../load-account.ts';
import { assertRoomForAnother } from './most-workspaces.ts';
import type { OwnWorkspace } from './people.contract.ts';
import type { PeopleDeps } from './ports.ts';
import { invitedMember, openInvitation, takeInvitation } from './take-invitation.ts';
import { ownWorkspaceView } from './views.ts';

/**
 * Accepts an invitation with the account that is logged in. Tokens for the workspace come from a
 * refresh.
 * @throws not_found, expired, suspended, forbidden for the invitation of another address, conflict
 */
export const joinWorkspace =
  (deps: PeopleDeps) =>
  async (
    { userId }: Pick<Person, 'userId'>,
    token: string,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<OwnWorkspace> => {
    const now = deps.clock();
    const { invitation, workspace } = await openInvitation(deps, token, now);
    const user = await deps.accounts.findUser(userId);
    if (!user) throw gone();
    if (emailIdentity(user.email) !== emailIdentity(invitation.email)) {
      throw new AppError('forbidden', 'This invitation is for another address than yours.');
    }
    await assertRoomForAnother(deps.accounts, userId);
    const member = invitedMember(invitation, userId, now);
    await takeInvitation(deps, invitation, member, request);
    return ownWorkspaceView(workspace, member);
  };
