import type { Clock } from '../../kernel/clock.ts';
import type { Credential, CredentialKey } from '../credential.ts';
import type { Credentials, Vault } from '../ports.ts';
import { type CredentialPlatform, SECRETS, type Secret } from '../secret.contract.ts';
import { ConnectionLost, type Connector } from './connector.ts';
import { type Grant, type Grants, Tokens, type Turn } from './grant.ts';

export type AccessTokenDeps = {
  credentials: Pick<Credentials, 'find'>;
  grants: Grants;
  vault: Vault;
  connectors: Readonly<Record<CredentialPlatform, Connector>>;
  clock: Clock;
  sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

/** Renewed so long before its end, a token does not end on its way to the platform. */
const MARGIN_MS = 60_000;
/** A platform that takes longer is asked again by somebody else. */
const TURN_MS = 30_000;
const LOOK_AGAIN_MS = 200;

type Asked = {
  /** A token that the platform has refused. */
  refused?: string | undefined;
  signal: AbortSignal;
};

/**
 * A token that the platform takes now. However many ask at once, over all machines, one of them
 * renews it and the others wait; new tokens are stored before anybody uses them, so that a platform
 * which spends the old ones locks nobody out.
 * @throws ConnectionLost if a person has to connect the account again
 */
export const accessToken =
  (deps: AccessTokenDeps) =>
  async (key: CredentialKey, { refused, signal }: Asked): Promise<string> => {
    const { grants, clock, sleep } = deps;
    for (;;) {
      signal.throwIfAborted();
      const account = await openAccount(deps, key);
      if (account.grant.problem) throw new ConnectionLost(account.grant.problem);
      const token = usable(account.tokens, refused, clock());
      if (token) return token;
      const now = clock();
      const turn = await grants.begin(account.grant, now + TURN_MS, now);
      const renewed = turn && (await renew(deps, account, turn, signal));
      if (renewed) return renewed;
      await sleep(LOOK_AGAIN_MS, signal);
    }
  };

type Account = { credential: Credential; secret: Secret; grant: Grant; tokens: Tokens | undefined };

async function openAccount(deps: AccessTokenDeps, key: CredentialKey): Promise<Account> {
  const { credentials, grants, vault, connectors } = deps;
  const [credential, stored] = await Promise.all([credentials.find(key), grants.find(key)]);
  if (!credential?.isActive) throw new ConnectionLost('The account is switched off, or gone.');
  const { platform, secretChangedAt } = credential;
  const secret = SECRETS[platform].parse(await opened(vault, key, credential.sealed));
  const isCurrent = stored?.secretChangedAt === secretChangedAt;
  const { workspaceId, credentialId } = key;
  const none = { workspaceId, credentialId, number: stored?.number ?? 0, secretChangedAt };
  const grant: Grant = isCurrent ? stored : none;
  const tokens = grant.sealed
    ? Tokens.parse(await opened(vault, key, grant.sealed))
    : connectors[platform].initial(secret, secretChangedAt);
  return { credential, secret, grant, tokens };
}

async function opened(vault: Vault, key: CredentialKey, sealed: string): Promise<unknown> {
  return JSON.parse(Buffer.from(await vault.open(key, sealed)).toString());
}

function usable(tokens: Tokens | undefined, refused: string | undefined, now: number) {
  if (!tokens || tokens.access_token === refused) return undefined;
  const { expires_at: end = Number.POSITIVE_INFINITY } = tokens;
  return end - MARGIN_MS > now ? tokens.access_token : undefined;
}

/** Undefined if others have come first: then they have newer ones. */
async function renew(deps: AccessTokenDeps, account: Account, turn: Turn, signal: AbortSignal) {
  const { grants, vault, connectors } = deps;
  const { credential, secret, tokens } = account;
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TURN_MS)]);
    const renewed = await connectors[credential.platform].renew(secret, tokens, limit);
    const kept = { ...renewed, refresh_token: renewed.refresh_token ?? tokens?.refresh_token };
    const sealed = await vault.seal(credential, Buffer.from(JSON.stringify(kept)));
    return (await grants.complete(turn, sealed)) ? renewed.access_token : undefined;
  } catch (error) {
    const problem = error instanceof ConnectionLost ? error.message : undefined;
    const isOurs = await grants.giveUp(turn, problem);
    if (problem && !isOurs) return undefined;
    throw error;
  }
}
