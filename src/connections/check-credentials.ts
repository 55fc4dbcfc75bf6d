import type { Id, WorkspaceId } from '../kernel/ids.ts';
import { inSlices } from '../kernel/in-slices.ts';
import type { PageOf } from '../kernel/page.ts';
import { statusOf } from './check-credential.ts';
import type { CredentialStatusView } from './credential.contract.ts';
import type { CredentialFilter, Credentials } from './ports.ts';

type Deps = { credentials: Pick<Credentials, 'list'> } & Parameters<typeof statusOf>[0];

/** What is known of each account on a page of them, newest first. Platforms are asked side by side. */
export const checkCredentials =
  ({ credentials, ...deps }: Deps) =>
  async (workspaceId: WorkspaceId, filter: CredentialFilter, page: PageOf<Id<'credential'>>) => {
    const { items, cursor } = await credentials.list(workspaceId, filter, page);
    const found = new Map<string, CredentialStatusView>();
    await inSlices(items, async credential => {
      found.set(credential.credentialId, await statusOf(deps)(credential));
    });
    return { items: items.flatMap(({ credentialId }) => found.get(credentialId) ?? []), cursor };
  };
