import type { UseCases } from '../../kernel/http/use-cases.ts';
import { changeMember } from './change-member.ts';
import { changeWorkspace } from './change-workspace.ts';
import { createWorkspace } from './create-workspace.ts';
import { getWorkspace } from './get-workspace.ts';
import { inviteMember } from './invite-member.ts';
import { joinWorkspace } from './join-workspace.ts';
import { listInvitations } from './list-invitations.ts';
import { listMembers } from './list-members.ts';
import { listWorkspaces } from './list-workspaces.ts';
import type { PeopleDeps } from './ports.ts';
import { removeMember } from './remove-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import type { peopleRoutes } from './routes.ts';

/** Which use case answers each route of workspaces and their people. */
export function peopleUseCases(deps: PeopleDeps): UseCases<typeof peopleRoutes> {
  return {
    listWorkspaces: caller => listWorkspaces(deps)(caller),
    createWorkspace: (caller, input, request) => createWorkspace(deps)(caller, input, request),
    getWorkspace: caller => getWorkspace(deps)(caller),
    changeWorkspace: (caller, input, request) => changeWorkspace(deps)(caller, input, request),
    listMembers: (caller, page) => listMembers(deps)(caller, page),
    inviteMember: (caller, input, request) => inviteMember(deps)(caller, input, request),
    changeMember: (caller, input, request) => changeMember(deps)(caller, input, request),
    removeMember: (caller, { user_id }, request) => removeMember(deps)(caller, user_id, request),
    listInvitations: (caller, page) => listInvitations(deps)(caller, page),
    revokeInvitation: (caller, { invitation_id }, request) =>
      revokeInvitation(deps)(caller, invitation_id, request),
    joinWorkspace: (caller, { token }, request) => joinWorkspace(deps)(caller, token, request),
  };
}
