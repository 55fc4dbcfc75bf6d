import type { Id, WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import { credentialView } from './credential-view.ts';
import type { CredentialFilter, Credentials } from './ports.ts';

/** A page of the workspace's credentials, newest first, without their secrets. */
export const listCredentials =
  ({ credentials }: { credentials: Pick<Credentials, 'list'> }) =>
  async (workspaceId: WorkspaceId, filter: CredentialFilter, page: PageOf<Id<'credential'>>) => {
    const { items, cursor } = await credentials.list(workspaceId, filter, page);
    return { items: items.map(credentialView), cursor };
  };
