import { auditEntry, type Change } from '../audit/entry.ts';
import type { Person } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Entries } from './ports.ts';

/** The workspace is told that the operator did it, the operator's log who that was. */
export function entriesOf(
  caller: Person,
  workspaceId: WorkspaceId,
  request: Pick<RequestContext, 'requestId' | 'ip'>,
  change: Omit<Change, 'target'>,
  now: number,
): Entries {
  const noted = { ...change, target: workspaceId };
  const ofOperator = auditEntry({ ...caller, workspaceId }, request, noted, now);
  // The address that the operator works from is nobody else's business.
  return { ofOperator, ofWorkspace: { ...ofOperator, actor: 'operator', ip: '' } };
}
