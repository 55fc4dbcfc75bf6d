import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { checkCredential } from './check-credential.ts';
import { checkCredentials } from './check-credentials.ts';
import { createCredential } from './create-credential.ts';
import type { CredentialKey } from './credential.ts';
import { credentialView } from './credential-view.ts';
import { deleteCredential } from './delete-credential.ts';
import { listCredentials } from './list-credentials.ts';
import { loadCredential } from './load-credential.ts';
import type { CredentialChecks, Credentials, Vault } from './ports.ts';
import type { credentialRoutes } from './routes.ts';
import { updateCredential } from './update-credential.ts';

type Deps = {
  credentials: Credentials;
  vault: Pick<Vault, 'seal'>;
  checks: CredentialChecks;
  clock: Clock;
};

/** What each route of credentials does, in the names of the API. */
export function credentialUseCases(deps: Deps): UseCases<typeof credentialRoutes> {
  return {
    listCredentials: ({ workspaceId }, { limit, cursor, ...filter }) =>
      listCredentials(deps)(workspaceId, filter, { limit, cursor }),
    checkCredentials: ({ workspaceId }, { limit, cursor, ...filter }) =>
      checkCredentials(deps)(workspaceId, filter, { limit, cursor }),
    createCredential: async (caller, input, request) =>
      credentialView(await createCredential(deps)(caller, input, request)),
    getCredential: async (caller, input) =>
      credentialView(await loadCredential(deps.credentials, keyOf(caller, input))),
    updateCredential: async (caller, { credential_id, ...changes }, request) =>
      credentialView(await updateCredential(deps)(caller, credential_id, changes, request)),
    deleteCredential: (caller, { credential_id }, request) =>
      deleteCredential(deps)(caller, credential_id, request),
    checkCredential: (caller, input) => checkCredential(deps)(keyOf(caller, input)),
  };
}

type Input = { credential_id: CredentialKey['credentialId'] };

const keyOf = ({ workspaceId }: Caller, { credential_id }: Input): CredentialKey => ({
  workspaceId,
  credentialId: credential_id,
});
