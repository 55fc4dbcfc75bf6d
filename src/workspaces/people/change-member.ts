import { auditEntry } from '../../audit/entry.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import { versionConflict } from '../../kernel/version.ts';
import { gone } from '../load-account.ts';
import { loadMember } from './load-member.ts';
import { assertDone, assertMayTouch } from './owners.ts';
import type { ChangeMember, MemberView } from './people.contract.ts';
import type { PeopleDeps } from './ports.ts';
import { memberView } from './views.ts';

/**
 * Gives a member another role, from the next call on.
 * @throws not_found, forbidden, version_conflict, last_owner
 */
export const changeMember =
  ({ accounts, people, clock }: Pick<PeopleDeps, 'accounts' | 'people' | 'clock'>) =>
  async (
    caller: Caller,
    { user_id, version, role }: ChangeMember,
    request: RequestContext,
  ): Promise<MemberView> => {
    const seen = await loadMember(accounts, caller.workspaceId, user_id);
    assertMayTouch(caller, seen.role, role);
    if (seen.version !== version) throw versionConflict();
    const user = await accounts.findUser(user_id);
    if (!user) throw gone();
    const [before, after] = [{ role: seen.role }, { role }];
    const change = { action: 'member.change', target: user_id, before, after } as const;
    const entry = auditEntry(caller, request, change, clock());
    assertDone(await people.changeRole(seen, role, entry));
    return memberView({ ...seen, role, version: version + 1 }, user);
  };
