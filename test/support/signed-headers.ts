import {
  canonicalRequest,
  scopeText,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from '../../local/emulators/iam/sigv4.ts';
import { ROOT_KEYS } from './root-authority.ts';

type Sent = { service: string; host: string; target: string; body: string };

/** Headers of a POST signed by the owner, for tests that write a request's bytes themselves. */
export function signedHeaders({ service, host, target, body }: Sent): Record<string, string> {
  const amzDate = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = { date: amzDate.slice(0, 8), region: 'us-east-1', service };
  const headers = { host, 'x-amz-date': amzDate, 'x-amz-target': target };
  const canonical = canonicalRequest({
    ...{ method: 'POST', path: '/', query: [] },
    headers: Object.entries(headers),
    payloadHash: sha256Hex(body),
  });
  const key = signingKey(ROOT_KEYS.secretAccessKey, scope);
  const signature = sign(key, stringToSign(amzDate, scope, canonical));
  const names = Object.keys(headers).join(';');
  const credential = `${ROOT_KEYS.accessKeyId}/${scopeText(scope)}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`;
  return { ...headers, authorization };
}
