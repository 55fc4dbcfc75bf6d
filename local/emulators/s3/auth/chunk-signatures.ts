import { createHash } from 'node:crypto';
import { sameSignature, scopeText, sha256Hex, sign } from '../../iam/sigv4.ts';
import { S3Error } from '../errors.ts';
import type { ChunkVerifier } from '../wire/aws-chunked.ts';
import type { Authenticated } from './authenticate.ts';

const EMPTY = sha256Hex('');

/** Each chunk is signed over the signature before it, so none can be changed, dropped or moved. */
export function chunkVerifier(authenticated: Omit<Authenticated, 'principal'>): ChunkVerifier {
  const { signingKey, scope, amzDate } = authenticated;
  let previous = authenticated.signature;
  let hash = createHash('sha256');

  function check(kind: string, hashes: string[], received: string | undefined) {
    const text = [`AWS4-HMAC-SHA256-${kind}`, amzDate, scopeText(scope), previous, ...hashes];
    const expected = sign(signingKey, text.join('\n'));
    if (!sameSignature(expected, received ?? '')) throw new S3Error('SignatureDoesNotMatch');
    previous = expected;
  }

  return {
    data: piece => void hash.update(piece),
    endChunk: signature => {
      check('PAYLOAD', [EMPTY, hash.digest('hex')], signature);
      hash = createHash('sha256');
    },
    endTrailers: (lines, signature) => {
      check('TRAILER', [sha256Hex(lines.map(line => `${line}\n`).join(''))], signature);
    },
  };
}
