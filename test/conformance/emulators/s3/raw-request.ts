import { request } from 'node:http';
import {
  canonicalRequest,
  type Scope,
  scopeText,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from '#local/emulators/iam/sigv4.ts';
import { credentials, region } from './support.ts';

type RawRequest = {
  endpoint: string;
  path: string;
  method?: string;
  headers?: Record<string, string>;
  payloadHash: string;
};

/** A request signed by hand, for wires that the SDK cannot be made to speak. */
export function signRaw({ endpoint, path, method = 'PUT', headers = {}, payloadHash }: RawRequest) {
  const amzDate = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope: Scope = { date: amzDate.slice(0, 8), region, service: 's3' };
  const all: Record<string, string> = {
    ...headers,
    host: new URL(endpoint).host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': amzDate,
  };
  const names = Object.keys(all).sort();
  const pairs = names.map(name => [name, all[name] ?? ''] as const);
  const url = new URL(path, endpoint);
  const parts = { path: url.pathname, query: [...url.searchParams], headers: pairs };
  const canonical = canonicalRequest({ method, ...parts, payloadHash });
  const key = signingKey(credentials.secretAccessKey, scope);
  const signature = sign(key, stringToSign(amzDate, scope, canonical));
  const credential = `${credentials.accessKeyId}/${scopeText(scope)}`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  const options = { method, headers: { ...all, authorization } };
  return { url, options, amzDate, scope, key, signature };
}

type Signed = ReturnType<typeof signRaw>;

/** Sends the pieces of a body as they are; answers the status and the code of a refusal. */
export function sendRaw({ url, options }: Signed, pieces: readonly (string | Uint8Array)[]) {
  return new Promise<string>((resolve, reject) => {
    const sent = request(url, options, async answer => {
      const text = (await answer.setEncoding('utf8').toArray()).join('');
      const code = /<Code>(.*)<\/Code>/.exec(text)?.[1];
      resolve(code ? `${answer.statusCode} ${code}` : `${answer.statusCode}`);
    });
    sent.on('error', reject);
    for (const piece of pieces) sent.write(piece);
    sent.end();
  });
}

/** Chunks signed one after the other, as clients send them over plain HTTP. */
export function signedChunks(signed: Signed, chunks: readonly string[], trailer?: string) {
  const { amzDate, scope, key } = signed;
  let previous = signed.signature;
  const signNext = (kind: string, hashes: string[]) => {
    const lines = [`AWS4-HMAC-SHA256-${kind}`, amzDate, scopeText(scope), previous, ...hashes];
    previous = sign(key, lines.join('\n'));
    return previous;
  };
  const framed = [...chunks, ''].map(chunk => {
    const signature = signNext('PAYLOAD', [sha256Hex(''), sha256Hex(chunk)]);
    const head = `${Buffer.byteLength(chunk).toString(16)};chunk-signature=${signature}\r\n`;
    return chunk === '' ? head : `${head}${chunk}\r\n`;
  });
  if (trailer === undefined) return [...framed, '\r\n'];
  const signature = signNext('TRAILER', [sha256Hex(`${trailer}\n`)]);
  return [...framed, `${trailer}\r\nx-amz-trailer-signature:${signature}\r\n\r\n`];
}
