import type { Authority, Credentials, Principal } from '../../emulators/iam/authority.ts';
import { type Access, type Asker, decide, names } from '../../emulators/iam/decide.ts';
import type { Assembly } from '../template/assembly.ts';
import { type Role, readRoles } from './read-roles.ts';
import { readResourcePolicies } from './resource-policies.ts';

type Place = { accountId: string };

export type Iam = {
  /** The keys of a role, for what `service` runs. @throws when the role does not let it. */
  assume: (roleArn: string, service: Caller) => Credentials;
  /** The keys with which a service of AWS acts for a resource of ours. */
  keysOfService: (caller: Required<Caller>) => Credentials;
  /** Asks on behalf of a role. @throws AccessDenied */
  requireOfRole: (roleArn: string, access: Access) => void;
  /** Asks on behalf of a service. @throws AccessDenied */
  requireOfService: (caller: Required<Caller>, access: Access) => void;
};

/** A service of AWS, such as `lambda.amazonaws.com`, and the resource that it acts for. */
export type Caller = { service: string; sourceArn?: string };

/** Roles and policies of the app, told to the authority that every stand-in asks. */
export function openIam(assembly: Assembly, authority: Authority, { accountId }: Place): Iam {
  for (const { resourceArn, statements } of readResourcePolicies(assembly)) {
    authority.attach(resourceArn, statements);
  }
  const roles = new Map(readRoles(assembly).map(role => [role.arn, role]));
  const principals = new Map(
    [...roles].map(([arn, role]) => [arn, principalOf(role, accountId)] as const),
  );
  const find = (roleArn: string) => {
    const [role, principal] = [roles.get(roleArn), principals.get(roleArn)];
    if (role && principal) return { role, principal };
    throw new Error(`The template has no role ${roleArn}.`);
  };
  const ofService = ({ service, sourceArn }: Required<Caller>): Principal => ({
    name: `${service} for ${sourceArn}`,
    asker: { service },
    statements: [],
    context: contextOf(sourceArn, accountId),
  });
  return {
    assume: (roleArn, caller) => {
      const { role, principal } = find(roleArn);
      checkTrust(role, caller, accountId);
      return authority.enroll(principal);
    },
    keysOfService: caller => authority.enroll(ofService(caller)),
    requireOfRole: (roleArn, access) => authority.require(find(roleArn).principal, access),
    requireOfService: (caller, access) => authority.require(ofService(caller), access),
  };
}

const principalOf = ({ name, arn, statements }: Role, accountId: string): Principal => ({
  name: `arn:aws:sts::${accountId}:assumed-role/${name}`,
  asker: { arn },
  statements,
});

const contextOf = (sourceArn: string | undefined, accountId: string) => ({
  'aws:sourceaccount': [accountId],
  ...(sourceArn !== undefined && { 'aws:sourcearn': [sourceArn] }),
});

/** AWS refuses to create a function or task whose role it cannot take; here nothing starts. */
function checkTrust({ name, arn, trust }: Role, { service, sourceArn }: Caller, account: string) {
  const asker: Asker = { service };
  const access = {
    action: 'sts:AssumeRole',
    resource: arn,
    context: contextOf(sourceArn, account),
  };
  const statements = trust.filter(statement => names(statement, asker));
  const { allowed } = decide(asker, access, { identity: statements, resource: [] });
  if (!allowed) throw new Error(`${service} may not take the role ${name}.`);
}
