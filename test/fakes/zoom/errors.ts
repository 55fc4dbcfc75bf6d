/** What Zoom's API answers when it refuses: rows of contract §2 ("API errors") and §6. */
const API_ERRORS = {
  invalid_token: { status: 401, code: 124, message: 'Invalid access token.' },
  expired_token: { status: 401, code: 124, message: 'Access token is expired.' },
  missing_scopes: {
    status: 400,
    code: 4711,
    message: 'Invalid access token, does not contain scopes:[{}].',
  },
  // Seen for apps with classic scopes only.
  missing_classic_scope: {
    status: 400,
    code: 104,
    message: 'Invalid access token, does not contain scopes:[{}].',
  },
  no_permission: { status: 400, code: 200, message: 'No permission: {}.' },
  bad_input: { status: 400, code: 300, message: '{}' },
  no_user: { status: 404, code: 1001, message: 'User does not exist: {}.' },
  foreign_user: { status: 404, code: 1010, message: 'User does not belong to this account: {}.' },
  no_meeting: { status: 404, code: 3001, message: 'Meeting does not exist: {}.' },
  no_recording: { status: 404, code: 3301, message: 'This recording does not exist.' },
  // The contract marks the pair 3310/3322 as unverified; 3310 stands for the trash here.
  trashed: { status: 404, code: 3310, message: 'This recording is in the trash.' },
  no_transcript: { status: 404, code: 3322, message: 'The transcript is not available.' },
  no_route: { status: 404, code: 404, message: 'No resource matches this path: {}.' },
} as const;

export type ApiErrorName = keyof typeof API_ERRORS;

/** An answer of the API that refuses. `detail` fills the place that a row leaves open. */
export class ZoomApiError extends Error {
  readonly status: number;
  readonly body: { code: number; message: string };

  constructor(name: ApiErrorName, detail = '') {
    const { status, code, message } = API_ERRORS[name];
    super(name);
    this.status = status;
    this.body = { code, message: message.replace('{}', detail) };
  }
}

/** Refusals of the token endpoint: `{reason, error}` (contract §2); `number` is Zoom's internal one. */
const OAUTH_ERRORS = {
  missing_basic: {
    status: 401,
    number: 4706,
    error: 'invalid_client',
    reason: 'Invalid client_id or client_secret',
  },
  bad_client: {
    status: 401,
    number: 4702,
    error: 'invalid_client',
    reason: 'Invalid client_id or client_secret',
  },
  app_disabled: {
    status: 400,
    number: 4717,
    error: 'invalid_client',
    reason: 'The app has been disabled',
  },
  bad_grant_type: {
    status: 400,
    number: 4705,
    error: 'unsupported_grant_type',
    reason: 'Grant type is not supported',
  },
  wrong_media_type: {
    status: 400,
    number: 300,
    error: 'invalid_request',
    reason: 'The body must be a form',
  },
  redirect_mismatch: {
    status: 400,
    number: 4709,
    error: 'invalid_grant',
    reason: 'Redirect URI mismatch',
  },
  refresh_invalid: {
    status: 400,
    number: 4711,
    error: 'invalid_grant',
    reason: 'Invalid refresh token',
  },
  code_expired: { status: 400, number: 4733, error: 'invalid_grant', reason: 'Code is expired' },
  code_invalid: {
    status: 400,
    number: 4734,
    error: 'invalid_grant',
    reason: 'Invalid authorization code',
  },
  owner_gone: {
    status: 400,
    number: 4735,
    error: 'invalid_grant',
    reason: 'The owner of the token does not exist',
  },
  revoked: {
    status: 400,
    number: 4741,
    error: 'invalid_grant',
    reason: 'The token has been revoked',
  },
  bad_verifier: {
    status: 400,
    number: 300,
    error: 'invalid_request',
    reason: 'code_verifier does not match',
  },
  no_account: {
    status: 400,
    number: 300,
    error: 'invalid_request',
    reason: 'account_id is required',
  },
  bad_account: { status: 400, number: 4704, error: 'invalid_client', reason: 'Invalid account_id' },
  missing: { status: 400, number: 300, error: 'invalid_request', reason: 'A parameter is missing' },
} as const;

export type OAuthErrorName = keyof typeof OAUTH_ERRORS;

/** A refusal of the token endpoint; any of them on a refresh means that the user has to reconnect. */
export class ZoomOAuthError extends Error {
  readonly status: number;
  readonly body: { reason: string; error: string };

  constructor(name: OAuthErrorName) {
    const { status, error, reason, number } = OAUTH_ERRORS[name];
    super(name);
    this.status = status;
    this.body = { reason: `${reason} (${number})`, error };
  }
}

/** By the names of their rows, for the fault `refuse`. */
export const isApiErrorName = (name: string): name is ApiErrorName => name in API_ERRORS;
export const isOAuthErrorName = (name: string): name is OAuthErrorName => name in OAUTH_ERRORS;
