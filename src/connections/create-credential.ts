import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { idOf } from '../kernel/ids.ts';
import { refuseUnlessWritten } from '../kernel/written.ts';
import type { CreateCredential } from './credential.contract.ts';
import { type Credential, defaultName, expiryOf, nameOf } from './credential.ts';
import { credentialView } from './credential-view.ts';
import type { Credentials, Vault } from './ports.ts';
import { sealSecret } from './seal-secret.ts';

type Deps = { credentials: Pick<Credentials, 'insert'>; vault: Pick<Vault, 'seal'>; clock: Clock };

/**
 * Takes in an account on a platform. From here on its secret is only sealed.
 * @throws name_taken
 */
export const createCredential =
  ({ credentials, vault, clock }: Deps) =>
  async (caller: Caller, input: CreateCredential, request: RequestContext): Promise<Credential> => {
    const { workspaceId } = caller;
    const credentialId = idOf('credential', request.operationId);
    const key = { workspaceId, credentialId };
    const { platform, credentials: secret } = input;
    const now = clock();
    const credential: Credential = {
      ...key,
      platform,
      accountName: input.account_name ?? defaultName(platform, secret),
      sealed: await sealSecret(vault, key, secret),
      isActive: true,
      expiresAt: expiryOf(secret, now),
      secretChangedAt: now,
      usedBy: [],
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const change = { action: 'credential.create', target: credentialId } as const;
    const after = credentialView(credential);
    const entry = auditEntry(caller, request, { ...change, after }, now);
    refuseUnlessWritten(await credentials.insert(credential, entry), ...nameOf(credential));
    return credential;
  };
