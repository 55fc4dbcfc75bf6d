import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { type Id, newId, type WorkspaceId } from '../kernel/ids.ts';
import type { Action } from './actions.ts';

/** A change of a workspace: who made it, and what was otherwise before. Never changed itself. */
export type AuditEntry = {
  entryId: Id<'auditEntry'>;
  workspaceId: WorkspaceId;
  /** Milliseconds since the epoch. */
  at: number;
  /** The id of a person or of an API key; `operator` for commands of whoever deploys. */
  actor: string;
  action: Action;
  /** The id of what was changed. */
  target: string;
  requestId: string;
  /** The client's address. */
  ip: string;
  /** Only the fields that changed, as the API shows them: no view has a secret in it. */
  before?: Values | undefined;
  after?: Values | undefined;
};
type Values = Readonly<Record<string, unknown>>;

export type Change = Pick<AuditEntry, 'action' | 'target'> & {
  before?: Values | undefined;
  after?: Values | undefined;
};

/** Of a caller what the log tells. */
type Actor =
  | Pick<Extract<Caller, { kind: 'person' }>, 'kind' | 'userId' | 'workspaceId'>
  | Pick<Extract<Caller, { kind: 'key' }>, 'kind' | 'keyId' | 'workspaceId'>;

/**
 * The entry of a change that a caller makes. It is written in the transaction that makes the change,
 * so that neither is there without the other.
 */
export function auditEntry(
  caller: Actor,
  { requestId, ip }: Pick<RequestContext, 'requestId' | 'ip'>,
  { action, target, before, after }: Change,
  atMilliseconds: number,
): AuditEntry {
  return {
    entryId: newId('auditEntry', atMilliseconds),
    workspaceId: caller.workspaceId,
    at: atMilliseconds,
    actor: caller.kind === 'key' ? caller.keyId : caller.userId,
    ...{ action, target, requestId, ip },
    ...changed(before, after),
  };
}

/** What is the same on both sides tells nobody anything. */
function changed(before: Values | undefined, after: Values | undefined) {
  if (!before || !after) return { before, after };
  const isOther = (name: string) => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const only = (values: Values) =>
    Object.fromEntries(Object.entries(values).filter(([name]) => isOther(name)));
  return { before: only(before), after: only(after) };
}
