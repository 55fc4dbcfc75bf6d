import { readFile } from 'node:fs/promises';
import {
  type KeyringNode,
  KmsKeyringNode,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';

const KEY_BYTES = 32;

/** A key of KMS by its ARN or, on a machine of one's own, a file with 32 bytes in base64. */
export async function openKeyring(address: string): Promise<KeyringNode> {
  if (address.startsWith('arn:')) return new KmsKeyringNode({ generatorKeyId: address });
  const url = new URL(address);
  const unencryptedMasterKey = Buffer.from(await readFile(url, 'utf8'), 'base64');
  if (unencryptedMasterKey.length !== KEY_BYTES) {
    throw new Error(`The vault's key file does not hold ${KEY_BYTES} bytes.`);
  }
  return new RawAesKeyringNode({
    keyNamespace: 'castline',
    keyName: 'vault',
    // The library wants memory that nothing else shares.
    unencryptedMasterKey: Uint8Array.from(unencryptedMasterKey),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}
