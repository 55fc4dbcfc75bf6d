import { auditEntry } from '../../audit/entry.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { Id } from '../../kernel/ids.ts';
import { isOver } from './invitation.ts';
import type { PeopleDeps } from './ports.ts';

/**
 * Withdraws an invitation: its token is worth nothing from now on.
 * @throws not_found, for accepted ones, too
 */
export const revokeInvitation =
  ({ invitations, clock }: Pick<PeopleDeps, 'invitations' | 'clock'>) =>
  async (caller: Caller, invitationId: Id<'invitation'>, request: RequestContext) => {
    const now = clock();
    const invitation = await invitations.find(caller.workspaceId, invitationId);
    if (!invitation || isOver(invitation, now)) throw noSuchInvitation();
    const { email, role } = invitation;
    const before = { email, role };
    const change = { action: 'invitation.revoke', target: invitationId, before } as const;
    const entry = auditEntry(caller, request, change, now);
    if (!(await invitations.revoke(invitation, entry))) throw noSuchInvitation();
  };

const noSuchInvitation = () => new AppError('not_found', 'No such invitation.');
