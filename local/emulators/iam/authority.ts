import { createHmac } from 'node:crypto';
import { type Access, type Asker, decide, type Grant } from './decide.ts';
import { PolicyDocument, type Statement } from './policy.contract.ts';

export type Credentials = { accessKeyId: string; secretAccessKey: string };

/** Somebody who signs requests: the owner of the account, a role, or a service for a resource. */
export type Principal = {
  /** As refusals name it, and by which its keys are told from others. */
  name: string;
  asker: Asker;
  /** What its own policies say. */
  statements: readonly Statement[];
  /** What AWS adds to requests that one of its services makes for a resource. */
  context?: Access['context'];
};

export type AuthorityOptions = {
  /** Keys of the account's owner, from which the keys of all others follow. */
  root: Credentials;
  /** Is told of each access that a policy allowed, but not of those of the owner. */
  onGranted?: (principal: Principal, grant: Grant) => void;
  /** Is told of each refusal, in one line. */
  onDenied?: (line: string) => void;
};

/** A request that no policy allows; every service has its own form of saying so. */
export class AccessDenied extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AccessDenied';
  }
}

/** Transport ends on this machine: what stands for TLS is that nothing leaves it. */
const OF_EVERY_REQUEST = { 'aws:securetransport': ['true'] };

const EVERYTHING = PolicyDocument.parse({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
}).Statement;

/** The owner may do all that no resource forbids to everybody. */
const rootOf = (accountId: string): Principal => ({
  name: `arn:aws:iam::${accountId}:root`,
  asker: { arn: `arn:aws:iam::${accountId}:root` },
  statements: EVERYTHING,
});

export type Authority = ReturnType<typeof createAuthority>;

/** Knows who signs with which keys, and what policies let them do. */
export function createAuthority(
  { root, onGranted = () => undefined, onDenied = () => undefined }: AuthorityOptions,
  accountId = '000000000000',
) {
  type Holder = { principal: Principal; credentials: Credentials };
  const owner = rootOf(accountId);
  const holders = new Map<string, Holder>([
    [root.accessKeyId, { principal: owner, credentials: root }],
  ]);
  const policies = new Map<string, readonly Statement[]>();

  /** Gives a principal its keys: the same at every start, so that signed links survive one. */
  const enroll = (principal: Principal): Credentials => {
    const derived = (purpose: string) =>
      createHmac('sha256', root.secretAccessKey).update(`${purpose} ${principal.name}`).digest();
    const credentials = {
      accessKeyId: `LOCAL${derived('id').toString('hex').toUpperCase().slice(0, 15)}`,
      secretAccessKey: derived('secret').toString('base64url').slice(0, 40),
    };
    holders.set(credentials.accessKeyId, { principal, credentials });
    return credentials;
  };

  const decideFor = (principal: Principal, access: Access) =>
    decide(
      principal.asker,
      { ...access, context: { ...OF_EVERY_REQUEST, ...principal.context, ...access.context } },
      { identity: principal.statements, resource: policies.get(policyKey(access.resource)) ?? [] },
    );

  const tell = (principal: Principal, grant: Grant) => {
    if (principal !== owner) onGranted(principal, grant);
  };

  const allows = (principal: Principal, access: Access) => {
    const decision = decideFor(principal, access);
    if (decision.allowed) tell(principal, decision.grant);
    return decision.allowed;
  };

  return {
    owner,
    find: (accessKeyId: string): Holder | undefined => holders.get(accessKeyId),
    enroll,
    /** The policy of a bucket, a queue or a function, by the ARN of that. */
    attach: (resourceArn: string, statements: readonly Statement[]) => {
      policies.set(resourceArn, [...(policies.get(resourceArn) ?? []), ...statements]);
    },
    /** Whether it is allowed, without a word of it if not. */
    allows,
    /** @throws AccessDenied, worded as AWS does. */
    require: (principal: Principal, access: Access) => {
      const decision = decideFor(principal, access);
      if (decision.allowed) return tell(principal, decision.grant);
      const { action, resource } = access;
      onDenied(`Denied: ${principal.name} may not ${action} on ${resource}, ${decision.because}.`);
      throw new AccessDenied(
        `User: ${principal.name} is not authorized to perform: ${action} on resource: ${resource} ${decision.because}`,
      );
    },
  };
}

/** Objects are under the policy of their bucket, versions of a function under that of the function. */
function policyKey(resource: string) {
  if (resource.startsWith('arn:aws:s3:::')) return resource.split('/')[0] ?? resource;
  return resource;
}
