import { toIso } from '../kernel/clock.ts';
import { madeAt, type WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { AuditView } from './audit.contract.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditFilter, AuditLog } from './ports.ts';

type Asked = Omit<AuditFilter, 'from' | 'to'> & {
  from?: string | undefined;
  to?: string | undefined;
};
type Cursor = AuditEntry['entryId'];

/** The latest time that ISO 8601 says in four digits of a year. */
const END_OF_TIME = Date.UTC(9999, 11, 31);

/**
 * A page of what was changed in the workspace, newest first. Nobody acts, and nothing is changed,
 * before it is there: ids tell since when, and the log is not read further back.
 */
export const listAudit =
  ({ log }: { log: AuditLog }) =>
  async (workspaceId: WorkspaceId, { from, to, ...named }: Asked, page: PageOf<Cursor>) => {
    const since = [
      from === undefined ? 0 : Date.parse(from),
      ...[named.actor, named.target].map(id => (id && madeAt(id)) || 0),
    ];
    const until = to === undefined ? END_OF_TIME : Date.parse(to);
    const filter = { ...named, from: Math.max(...since), to: until };
    const { items, cursor } = await log.list(workspaceId, filter, page);
    return { items: items.map(auditView), cursor };
  };

const auditView = (entry: AuditEntry): AuditView => ({
  id: entry.entryId,
  at: toIso(entry.at),
  actor: entry.actor,
  action: entry.action,
  target: entry.target,
  request_id: entry.requestId,
  ip: entry.ip,
  before: entry.before ? { ...entry.before } : null,
  after: entry.after ? { ...entry.after } : null,
});
