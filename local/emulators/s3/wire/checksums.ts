import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { createCRC32, createCRC64 } from 'hash-wasm';
import { z } from 'zod';

export const CHECKSUM_ALGORITHMS = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof CHECKSUM_ALGORITHMS)[number];

/** A checksum as the wire has it: base64, with `-N` behind it where it covers N checksums. */
export const Checksum = z.strictObject({
  algorithm: z.literal(CHECKSUM_ALGORITHMS),
  value: z.string(),
  type: z.literal(['FULL_OBJECT', 'COMPOSITE']),
});
export type Checksum = z.infer<typeof Checksum>;

export type Digest = { update: (bytes: Uint8Array) => void; base64: () => string };

const CASTAGNOLI_REVERSED = 0x82f63b78;
const NVME_REVERSED = '9a6c9329ac4bc9b5';

const DIGESTS: Record<ChecksumAlgorithm, () => Digest | Promise<Digest>> = {
  CRC32: crc32Digest,
  CRC32C: async () => wasmDigest(await createCRC32(CASTAGNOLI_REVERSED)),
  CRC64NVME: async () => wasmDigest(await createCRC64(NVME_REVERSED)),
  SHA1: () => nodeDigest('sha1'),
  SHA256: () => nodeDigest('sha256'),
};

export const startDigest = async (algorithm: ChecksumAlgorithm) => DIGESTS[algorithm]();

/** `x-amz-checksum-crc32`: the header and the trailer. */
export const checksumHeader = (algorithm: ChecksumAlgorithm) =>
  `x-amz-checksum-${algorithm.toLowerCase()}`;

/** `ChecksumCRC32`: the XML element. */
export const checksumElement = (algorithm: ChecksumAlgorithm) => `Checksum${algorithm}`;

export const checksumAlgorithm = (text: string | undefined) =>
  CHECKSUM_ALGORITHMS.find(algorithm => algorithm === text?.toUpperCase());

/** zlib has its own instructions for this one: four times the speed of the wasm module. */
function crc32Digest(): Digest {
  let value = 0;
  return {
    update: bytes => {
      value = crc32(bytes, value);
    },
    base64: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return bytes.toString('base64');
    },
  };
}

function nodeDigest(name: 'sha1' | 'sha256'): Digest {
  const hash = createHash(name);
  return { update: bytes => void hash.update(bytes), base64: () => hash.digest('base64') };
}

type WasmHash = { init: () => unknown; update: (b: Uint8Array) => unknown; digest: () => string };

function wasmDigest(hash: WasmHash): Digest {
  hash.init();
  return {
    update: bytes => void hash.update(bytes),
    base64: () => Buffer.from(hash.digest(), 'hex').toString('base64'),
  };
}
