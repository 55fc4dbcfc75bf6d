import type { Caller } from '../../kernel/http/route.ts';
import type { UserId } from '../../kernel/ids.ts';
import type { PageOf } from '../../kernel/page.ts';
import type { PeopleDeps } from './ports.ts';
import { memberView } from './views.ts';

/** A page of the people of the workspace, those with the newest accounts first. */
export const listMembers =
  ({ accounts, people }: Pick<PeopleDeps, 'accounts' | 'people'>) =>
  async ({ workspaceId }: Caller, page: PageOf<UserId>) => {
    const { items, cursor } = await people.listMembers(workspaceId, page);
    const shown = items.map(async member => {
      const user = await accounts.findUser(member.userId);
      return user ? [memberView(member, user)] : [];
    });
    return { items: (await Promise.all(shown)).flat(), cursor };
  };
