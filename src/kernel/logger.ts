import { Logger } from '@aws-lambda-powertools/logger';

/** What the product needs of a logger. Fields never hold bodies, tokens or personal data. */
export type Log = Record<
  'info' | 'warn' | 'error',
  (message: string, fields: Record<string, unknown>) => void
>;

/** JSON lines; level and service come from the POWERTOOLS_* variables. */
export function createLog(): Log {
  const logger = new Logger();
  return {
    info: (message, fields) => logger.info(message, fields),
    warn: (message, fields) => logger.warn(message, fields),
    error: (message, fields) => logger.error(message, fields),
  };
}

/** Name, text and stack, and nothing else: errors of SDKs carry items and requests. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error_name: typeof error };
  return {
    error_name: error.name,
    error_message: error.message,
    error_stack: error.stack,
    ...(error.cause instanceof Error && { error_cause: describeError(error.cause) }),
  };
}
