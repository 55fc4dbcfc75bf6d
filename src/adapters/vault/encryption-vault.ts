import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  type KeyringNode,
} from '@aws-crypto/client-node';
import type { CredentialKey } from '../../connections/credential.ts';
import type { Vault } from '../../connections/ports.ts';

/** Other uses of the same key tell themselves from this one. */
const PURPOSE = 'credential';

/** Bound to what is sealed and, on AWS, seen by the key's own rules and its log: ids alone. */
const contextOf = ({ workspaceId, credentialId }: CredentialKey) => ({
  workspace: workspaceId,
  credential: credentialId,
  purpose: PURPOSE,
});

/**
 * With a commitment to the key, without a signature: who seals may not open, but both are this
 * product, and a signature would tell nobody anything.
 */
const SUITE = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

const { encrypt, decrypt } = buildClient({
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  // A message that names many keys would make as many calls before it fails.
  maxEncryptedDataKeys: 1,
});

/** AWS's Encryption SDK: each secret has a data key of its own, which lies wrapped beside it. */
export const encryptionVault = (keyring: KeyringNode): Vault => ({
  seal: async (place, secret) => {
    const encryptionContext = contextOf(place);
    const { result } = await encrypt(keyring, secret, { encryptionContext, suiteId: SUITE });
    return result.toString('base64');
  },
  open: async (place, sealed) => {
    const { plaintext, messageHeader } = await decrypt(keyring, Buffer.from(sealed, 'base64'));
    const { encryptionContext } = messageHeader;
    const moved = Object.entries(contextOf(place)).some(
      ([name, value]) => encryptionContext[name] !== value,
    );
    if (moved) throw new Error('What was sealed belongs to another credential.');
    return plaintext;
  },
});
