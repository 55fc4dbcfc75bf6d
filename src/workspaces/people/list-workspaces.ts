import type { Person } from '../../kernel/http/route.ts';
import type { PeopleDeps } from './ports.ts';
import { ownWorkspaceView } from './views.ts';

/** All workspaces that the caller is a member of, with the role in each. */
export const listWorkspaces =
  ({ accounts }: Pick<PeopleDeps, 'accounts'>) =>
  async ({ userId }: Person) => {
    const own = (await accounts.memberships(userId)).map(async workspaceId => {
      const [workspace, member] = await Promise.all([
        accounts.findWorkspace(workspaceId),
        accounts.findMember(workspaceId, userId),
      ]);
      return workspace && member ? [ownWorkspaceView(workspace, member)] : [];
    });
    return { items: (await Promise.all(own)).flat() };
  };
