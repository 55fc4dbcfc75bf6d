import { AppError } from '../kernel/errors.ts';
import { trustedWorkspaceId } from '../kernel/ids.ts';
import type { Workspaces } from './ports.ts';

/**
 * The workspace that an operator names: the only place where an id of a request becomes one that is
 * trusted, and only through the row that it leads to.
 * @throws not_found
 */
export async function loadWorkspace(
  { findWorkspace }: Workspaces,
  { workspace_id }: { workspace_id: string },
) {
  const workspace = await findWorkspace(trustedWorkspaceId(workspace_id));
  if (!workspace) throw new AppError('not_found', 'No such workspace.');
  return workspace;
}
