import type { Vault } from '../../connections/ports.ts';
import { lazy } from '../../kernel/lazy.ts';

/** The vault under a key; the library and the key are loaded when something is first sealed. */
export function openVault(keyAddress: string): Vault {
  const vault = lazy(async () => {
    const [{ encryptionVault }, { openKeyring }] = await Promise.all([
      import('./encryption-vault.ts'),
      import('./open-keyring.ts'),
    ]);
    return encryptionVault(await openKeyring(keyAddress));
  });
  return {
    seal: async (place, secret) => (await vault()).seal(place, secret),
    open: async (place, sealed) => (await vault()).open(place, sealed),
  };
}
