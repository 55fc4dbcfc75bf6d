import { auditEntry } from '../../audit/entry.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { UserId } from '../../kernel/ids.ts';
import { loadMember } from './load-member.ts';
import { assertDone, assertMayTouch } from './owners.ts';
import type { PeopleDeps } from './ports.ts';

/**
 * Ends a membership, from the next call on. The account and its other workspaces stay.
 * @throws not_found, forbidden, version_conflict, last_owner
 */
export const removeMember =
  ({ accounts, people, clock }: Pick<PeopleDeps, 'accounts' | 'people' | 'clock'>) =>
  async (caller: Caller, userId: UserId, request: RequestContext) => {
    const seen = await loadMember(accounts, caller.workspaceId, userId);
    assertMayTouch(caller, seen.role);
    const before = { role: seen.role };
    const change = { action: 'member.remove', target: userId, before } as const;
    const entry = auditEntry(caller, request, change, clock());
    assertDone(await people.removeMember(seen, entry));
  };
