import { AppError } from '../errors.ts';

const RETRY_AFTER_SECONDS = 2;

const TRANSIENT = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'TooManyRequestsException',
  'SlowDown',
  'TimeoutError',
  'ECONNREFUSED',
  'ECONNRESET',
]);

/**
 * A service behind us that is slow, full or away is 503 and worth another try; the SDK has tried
 * several times by then. Everything else stays what it is.
 */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError || !isTransient(error)) return error;
  return new AppError('unavailable', 'A service behind this one is busy. Try again.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause: error,
  });
}

/** Libraries wrap what the SDK throws, so causes count too. */
function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (TRANSIENT.has(error.name)) return true;
  if ('code' in error && typeof error.code === 'string' && TRANSIENT.has(error.code)) return true;
  return statusOf(error) >= 500 || isTransient(error.cause);
}

function statusOf(error: Error) {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null) return 0;
  return 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0;
}
