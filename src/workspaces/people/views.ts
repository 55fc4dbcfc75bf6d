import { toIso } from '../../kernel/clock.ts';
import { type Member, type User, type Workspace, workspaceView } from '../account.ts';
import type { Invitation } from './invitation.ts';
import type { InvitationView, MemberView, OwnWorkspace } from './people.contract.ts';

export const ownWorkspaceView = (workspace: Workspace, { role }: Member): OwnWorkspace => ({
  ...workspaceView(workspace),
  role,
});

export const memberView = (member: Member, user: User): MemberView => ({
  user_id: member.userId,
  email: user.email,
  full_name: user.fullName ?? null,
  role: member.role,
  joined_at: toIso(member.createdAt),
  version: member.version,
});

export const invitationView = (invitation: Invitation): InvitationView => ({
  id: invitation.invitationId,
  email: invitation.email,
  role: invitation.role,
  invited_by: invitation.invitedBy,
  created_at: toIso(invitation.createdAt),
  expires_at: toIso(invitation.expiresAtSeconds * 1000),
});
