import type { Caller } from '../../kernel/http/route.ts';
import type { Id } from '../../kernel/ids.ts';
import type { PageOf } from '../../kernel/page.ts';
import { apiKeyView } from './api-key-view.ts';
import type { KeyDeps } from './ports.ts';

/** A page of the workspace's keys, newest first; those that have ended, too. */
export const listApiKeys =
  ({ keys }: Pick<KeyDeps, 'keys'>) =>
  async ({ workspaceId }: Caller, page: PageOf<Id<'apiKey'>>) => {
    const { items, cursor } = await keys.list(workspaceId, page);
    return { items: items.map(apiKeyView), cursor };
  };
