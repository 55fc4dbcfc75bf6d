import { auditEntry } from '../../audit/entry.ts';
import { AppError } from '../../kernel/errors.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { UserId } from '../../kernel/ids.ts';
import type { Member } from '../account.ts';
import { type Invitation, isOver } from './invitation.ts';
import type { Newcomer, PeopleDeps } from './ports.ts';

type Deps = Pick<PeopleDeps, 'accounts' | 'invitations' | 'secrets'>;

/**
 * The invitation that a token is of, while its workspace is open.
 * @throws not_found, expired, suspended
 */
export async function openInvitation(
  { accounts, invitations, secrets }: Deps,
  token: string,
  now: number,
) {
  const invitation = await invitations.findByToken(secrets.hashOf(token));
  const workspace = invitation && (await accounts.findWorkspace(invitation.workspaceId));
  if (!workspace) throw noInvitation();
  if (isOver(invitation, now)) {
    throw new AppError('expired', 'This invitation is too old. Ask for a new one.');
  }
  if (workspace.suspendedAt !== undefined) {
    throw new AppError('suspended', 'This workspace is suspended. Ask whoever runs this service.');
  }
  return { invitation, workspace };
}

/** Who joins by an invitation. */
export const invitedMember = ({ workspaceId, role }: Invitation, userId: UserId, now: number) =>
  ({ workspaceId, userId, role, createdAt: now, version: 1 }) satisfies Member;

/**
 * Ends the invitation and begins the membership; for a newcomer also the account.
 * @throws not_found, conflict, email_taken
 */
export async function takeInvitation(
  { invitations }: Pick<PeopleDeps, 'invitations'>,
  invitation: Invitation,
  member: Member,
  request: Pick<RequestContext, 'requestId' | 'ip'>,
  newcomer?: Newcomer,
) {
  const { workspaceId, role, invitationId } = invitation;
  const after = { role, invitation_id: invitationId };
  const change = { action: 'member.join', target: member.userId, after } as const;
  const joining = { kind: 'person', userId: member.userId, workspaceId } as const;
  const entry = auditEntry(joining, request, change, member.createdAt);
  const outcome = await invitations.accept(invitation, member, entry, newcomer);
  if (outcome === 'gone') throw noInvitation();
  if (outcome === 'member') throw new AppError('conflict', 'You are a member already.');
  if (outcome === 'email_taken') {
    throw new AppError('email_taken', 'Somebody registered this address meanwhile. Log in.');
  }
}

const noInvitation = () =>
  new AppError('not_found', 'No such invitation: it was accepted or withdrawn, or never was.');
