import { type Context, holds } from './conditions.ts';
import type { Statement } from './policy.contract.ts';
import { isLike, isLikeAction } from './wildcard.ts';

export type Access = { action: string; resource: string; context?: Context };

/** Who asks: a role, or a service of AWS on its own behalf. */
export type Asker = { arn: string } | { service: string };

/** The rule that allowed something: which statement, and which of its patterns. */
export type Grant = { statement: Statement; action: string; resource: string };

export type Decision = { allowed: true; grant: Grant } | { allowed: false; because: string };

/**
 * What AWS decides within one account: an explicit denial wins, then one allowance is enough, be it
 * of the role or of the resource. Nothing is allowed by default.
 */
export function decide(
  asker: Asker,
  access: Access,
  policies: { identity: readonly Statement[]; resource: readonly Statement[] },
): Decision {
  const ofResource = policies.resource.filter(statement => names(statement, asker));
  const all = [...policies.identity, ...ofResource];
  const fitting = all.flatMap(statement => grantOf(statement, access) ?? []);
  const denial = fitting.find(({ statement }) => statement.Effect === 'Deny');
  if (denial) return { allowed: false, because: 'with an explicit deny' };
  const [grant] = fitting;
  return grant
    ? { allowed: true, grant }
    : { allowed: false, because: 'because no policy allows it' };
}

/** Whether a statement speaks of this access, and by which of its patterns. */
function grantOf(statement: Statement, { action, resource, context = {} }: Access) {
  const byAction = statement.Action.find(pattern => isLikeAction(pattern, action));
  if (byAction === undefined || !holds(statement.Condition, context)) return undefined;
  const patterns = statement.Resource ?? ['*'];
  const byResource = patterns.find(pattern => isLike(pattern, resource));
  return byResource === undefined
    ? undefined
    : { statement, action: byAction, resource: byResource };
}

/** Whether a statement of a resource's policy, or of who may take a role, speaks of the asker. */
export function names({ Principal }: Statement, asker: Asker) {
  if (!Principal) return false;
  if ('service' in asker) return Principal.Service.includes(asker.service);
  return Principal.AWS.some(pattern => pattern === '*' || pattern === asker.arn);
}
