import type { Caller } from '../../kernel/http/route.ts';
import type { Id } from '../../kernel/ids.ts';
import type { PageOf } from '../../kernel/page.ts';
import type { PeopleDeps } from './ports.ts';
import { invitationView } from './views.ts';

/** A page of invitations that wait for an answer, newest first. */
export const listInvitations =
  ({ invitations, clock }: Pick<PeopleDeps, 'invitations' | 'clock'>) =>
  async ({ workspaceId }: Caller, page: PageOf<Id<'invitation'>>) => {
    const { items, cursor } = await invitations.list(workspaceId, page, clock());
    return { items: items.map(invitationView), cursor };
  };
