import { S3Error } from '../errors.ts';

const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRY_SECONDS = 7 * 24 * 60 * 60;

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/** A signed request is good for a quarter of an hour around its own time. */
export function checkHeaderTime(amzDate: string, now: number) {
  const signedAt = parseAmzDate(amzDate);
  if (signedAt === undefined) throw new S3Error('AccessDenied', 'The x-amz-date is malformed.');
  if (Math.abs(now - signedAt) <= MAX_SKEW_MS) return;
  const details = { RequestTime: amzDate, ServerTime: iso(now) };
  throw new S3Error('RequestTimeTooSkewed', undefined, details);
}

/** A presigned URL is good from its date until `expires` seconds later, a week at most. */
export function checkPresignedTime(amzDate: string, expires: string | undefined, now: number) {
  const signedAt = parseAmzDate(amzDate);
  const seconds = Number(expires ?? '');
  const valid =
    signedAt !== undefined &&
    /^\d+$/.test(expires ?? '') &&
    seconds >= 1 &&
    seconds <= MAX_EXPIRY_SECONDS;
  if (!valid) {
    const text = `X-Amz-Expires must be between 1 and ${MAX_EXPIRY_SECONDS} seconds after X-Amz-Date.`;
    throw new S3Error('AuthorizationQueryParametersError', text);
  }
  if (signedAt - now > MAX_SKEW_MS) throw new S3Error('AccessDenied', 'Request is not yet valid');
  const expiresAt = signedAt + seconds * 1000;
  if (now <= expiresAt) return;
  const details = {
    'X-Amz-Expires': String(seconds),
    Expires: iso(expiresAt),
    ServerTime: iso(now),
  };
  throw new S3Error('AccessDenied', 'Request has expired', details);
}

/** `20261120T101500Z` to milliseconds. */
function parseAmzDate(text: string) {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
