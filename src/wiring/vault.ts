import * as z from 'zod';
import { openVault } from '../adapters/vault/open-vault.ts';
import { environment } from './environment.ts';

/** Seals secrets of credentials under the key of this deployment. */
export const vaultPort = () => ({
  vault: openVault(environment({ VAULT_KEY: z.string().min(1) }).VAULT_KEY),
});
