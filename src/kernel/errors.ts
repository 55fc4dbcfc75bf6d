/**
 * Every error code of the API with its HTTP status: the one home of both.
 * A code is a promise to clients: it may be added, never renamed.
 */
export const STATUS = {
  invalid_request: 400,
  invalid_json: 400,
  unauthorized: 401,
  token_expired: 401,
  invalid_credentials: 401,
  forbidden: 403,
  suspended: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  email_taken: 409,
  name_taken: 409,
  in_use: 409,
  last_owner: 409,
  version_conflict: 409,
  expired: 409,
  illegal_transition: 409,
  upload_incomplete: 409,
  idempotency_in_progress: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  checksum_mismatch: 422,
  idempotency_mismatch: 422,
  quota_exceeded: 429,
  rate_limited: 429,
  login_throttled: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof STATUS;

/** One wrong field of a request: where it is and what would be right. */
export type FieldError = { path: string; message: string };

/** What a plan lets a workspace have, and what it has. */
export type QuotaState = {
  used: number;
  limit: number;
  /** ISO 8601; null for what no month resets. */
  resets_at: string | null;
  plan: string;
};

type Details = {
  errors?: readonly FieldError[];
  quota?: QuotaState;
  retryAfterSeconds?: number;
  /** Headers that HTTP wants beside this refusal, such as `allow`. */
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
};

/** A failure that the caller may see: thrown where the rule fails, mapped once at the edge. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly quota: QuotaState | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = 'AppError';
    this.code = code;
    this.errors = details.errors;
    this.quota = details.quota;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.headers = details.headers;
  }
}

/** RFC 9457 problem details. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  instance: string;
  errors?: readonly FieldError[];
  quota?: QuotaState;
};

/** The only place an error becomes a response. A bug never shows its own text. */
export function toProblem(error: unknown, instance: string): Problem {
  const known = error instanceof AppError ? error : undefined;
  const code = known?.code ?? 'internal';
  return {
    type: `/problems/${code}`,
    title: code.replaceAll('_', ' '),
    status: STATUS[code],
    code,
    detail: known?.message ?? 'Something went wrong on our side. The request id helps us find it.',
    instance,
    ...(known?.errors && { errors: known.errors }),
    ...(known?.quota && { quota: known.quota }),
  };
}
