import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl, S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { lazy } from '../../kernel/lazy.ts';
import type { Bucket } from './client.ts';

type ReadLink = { key: string; expiresInSeconds: number; disposition?: string | undefined };

/** Stands for a key in the link that shows where the bucket is. */
const ANY_KEY = 'any-key';

/**
 * Links for reading, as `getSignedUrl` makes them. That takes each link through the whole client, a
 * millisecond of work; here it does so once, and then only signs: a recording has twenty of them.
 */
export function readLinks({ s3, bucket }: Bucket, now = () => new Date()) {
  const presigner = new S3RequestPresigner(s3.config);
  const place = lazy(() => placeOf({ s3, bucket }));
  return async ({ key, expiresInSeconds, disposition }: ReadLink): Promise<string> => {
    const { origin, folder } = await place();
    const { protocol, hostname, port } = origin;
    const signed = await presigner.presign(
      {
        method: 'GET',
        protocol,
        hostname,
        ...(port && { port: Number(port) }),
        path: folder + key.split('/').map(encoded).join('/'),
        query: {
          'x-id': 'GetObject',
          ...(disposition && { 'response-content-disposition': disposition }),
        },
        headers: {},
      },
      { expiresIn: expiresInSeconds, signingDate: now() },
    );
    const query = Object.entries(signed.query ?? {}).map(
      ([name, value]) => `${encoded(name)}=${encoded(String(value))}`,
    );
    return `${origin.origin}${signed.path}?${query.sort().join('&')}`;
  };
}

/** Host and folder of the bucket: endpoints and regions have rules of their own, which the SDK knows. */
async function placeOf({ s3, bucket: Bucket }: Bucket) {
  const model = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: ANY_KEY }));
  const origin = new URL(model);
  return { origin, folder: origin.pathname.slice(0, -ANY_KEY.length) };
}

/** RFC 3986: what `encodeURIComponent` leaves is reserved, too, and a signature is of every letter. */
export const encoded = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
