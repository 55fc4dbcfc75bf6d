import type { Caller } from '../../kernel/http/route.ts';
import type { WorkspaceView } from '../account.contract.ts';
import { workspaceView } from '../account.ts';
import { gone } from '../load-account.ts';
import type { PeopleDeps } from './ports.ts';

/** The workspace that the caller's token or key is of. */
export const getWorkspace =
  ({ accounts }: Pick<PeopleDeps, 'accounts'>) =>
  async ({ workspaceId }: Pick<Caller, 'workspaceId'>): Promise<WorkspaceView> => {
    const workspace = await accounts.findWorkspace(workspaceId);
    if (!workspace) throw gone();
    return workspaceView(workspace);
  };
