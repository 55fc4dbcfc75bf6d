import { createHmac } from 'node:crypto';

/** Contract §5: over the raw bytes that are sent, never over JSON that was written again. */
export function webhookSignature(secretToken: string, timestamp: string, rawBody: string) {
  return `v0=${hmac(secretToken, `v0:${timestamp}:${rawBody}`)}`;
}

/** What an endpoint has to answer to `endpoint.url_validation`. */
export function encryptedToken(secretToken: string, plainToken: string) {
  return hmac(secretToken, plainToken);
}

function hmac(secretToken: string, text: string) {
  return createHmac('sha256', secretToken).update(text).digest('hex');
}
