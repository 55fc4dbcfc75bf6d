import { auditEntry } from '../../audit/entry.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { emailIdentity } from '../account.ts';
import { type Invitation, invitationEnd } from './invitation.ts';
import { assertMayTouch } from './owners.ts';
import type { Invited, InviteMember } from './people.contract.ts';
import type { PeopleDeps } from './ports.ts';
import { invitationView } from './views.ts';

/**
 * Offers a place in the workspace to an address. Whoever has the token can take it, once.
 * @throws forbidden, conflict where the address is a member's
 */
export const inviteMember =
  (deps: PeopleDeps) =>
  async (
    caller: Caller,
    { email, role }: InviteMember,
    request: RequestContext,
  ): Promise<Invited> => {
    const { invitations, secrets, clock, newId } = deps;
    assertMayTouch(caller, role);
    await assertNoMember(deps, caller, email);
    const now = clock();
    const { text: token, hash: tokenHash } = secrets.issue('invite');
    const invitation: Invitation = {
      workspaceId: caller.workspaceId,
      invitationId: newId('invitation', now),
      invitedBy: caller.kind === 'key' ? caller.keyId : caller.userId,
      ...{ email, role, tokenHash },
      createdAt: now,
      expiresAtSeconds: invitationEnd(now),
    };
    const target = invitation.invitationId;
    const change = { action: 'member.invite', target, after: { email, role } } as const;
    await invitations.insert(invitation, auditEntry(caller, request, change, now));
    const mailed = await mailInvitation(deps, invitation, token);
    return { ...invitationView(invitation), token, mailed };
  };

/** The invitation stands without it: whoever invited has the token, too. */
async function mailInvitation(
  { accounts, mailer }: PeopleDeps,
  { workspaceId, invitationId, email, role }: Invitation,
  token: string,
) {
  const workspace = await accounts.findWorkspace(workspaceId);
  if (!mailer || !workspace) return false;
  const values = { workspace: workspace.name, role, token };
  return mailer.send('invitation', email, values, invitationId).then(
    () => true,
    () => false,
  );
}

async function assertNoMember(
  { accounts }: Pick<PeopleDeps, 'accounts'>,
  { workspaceId }: Caller,
  email: string,
) {
  const user = await accounts.findUserByEmail(emailIdentity(email));
  if (!user || !(await accounts.findMember(workspaceId, user.userId))) return;
  throw new AppError('conflict', 'Somebody with this address is a member already.', {
    errors: [{ path: 'email', message: 'Must be the address of nobody in the workspace.' }],
  });
}
