import { createHash } from 'node:crypto';
import type { Principal } from '../../emulators/iam/authority.ts';
import type { Grant as AppliedGrant } from '../../emulators/iam/decide.ts';
import type { Statement } from '../../emulators/iam/policy.contract.ts';
import type { Assembly } from '../template/assembly.ts';
import { readRoles } from './read-roles.ts';
import { readResourcePolicies } from './resource-policies.ts';

/** One pattern of actions that a role or a service is allowed on one pattern of resources. */
export type Grant = { who: string; action: string; resource: string };

/** Every grant of the app, each once. */
export function grantsOf(assembly: Assembly): Grant[] {
  const ofRoles = readRoles(assembly).flatMap(({ name, statements }) =>
    statements.flatMap(statement => grants(name, statement, statement.Resource ?? ['*'])),
  );
  const ofResources = readResourcePolicies(assembly).flatMap(({ resourceArn, statements }) =>
    statements.flatMap(statement =>
      (statement.Principal?.Service ?? []).flatMap(service =>
        grants(service, statement, statement.Resource ?? [resourceArn]),
      ),
    ),
  );
  const all = [...ofRoles, ...ofResources];
  return [...new Map(all.map(grant => [keyOf(grant), grant])).values()];
}

function grants(who: string, { Effect, Action }: Statement, resources: readonly string[]) {
  if (Effect === 'Deny') return [];
  return Action.flatMap(action => resources.map(resource => ({ who, action, resource })));
}

/** The grant behind an access that was allowed; the owner of the account needs none. */
export function grantUsed({ name, asker }: Principal, { action, resource }: AppliedGrant): Grant {
  const who = 'service' in asker ? asker.service : (name.split('/').at(-1) ?? name);
  return { who, action, resource };
}

export const keyOf = ({ who, action, resource }: Grant) => `${who} ${action} ${resource}`;

/** Tells apart what different apps grant. */
export const fingerprint = (all: readonly Grant[]) =>
  createHash('sha256').update(all.map(keyOf).join('\n')).digest('hex').slice(0, 16);
