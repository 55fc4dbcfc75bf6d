import { type Answer, html, json } from '../shared/answer.ts';

/** Errors of the token endpoint and the consent screen, §2. Statuses of 401 are unverified. */
export const OAUTH_ERRORS = {
  invalid_grant: { status: 400, text: 'Token has been expired or revoked.' },
  redirect_uri_mismatch: { status: 400, text: 'The redirect URI is not registered.' },
  invalid_client: { status: 401, text: 'The OAuth client was not found.' },
  unauthorized_client: { status: 401, text: 'Unauthorized.' },
  invalid_request: { status: 400, text: 'A parameter is missing or malformed.' },
  unsupported_grant_type: { status: 400, text: 'Invalid grant_type.' },
  /** Not in the contract: a scope that nobody knows, a token that nobody gave out. */
  invalid_scope: { status: 400, text: 'Some requested scopes were invalid.' },
  invalid_token: { status: 400, text: 'Token expired or revoked.' },
} as const;
export type OAuthReason = keyof typeof OAUTH_ERRORS;

export class OAuthError extends Error {
  readonly reason: OAuthReason;

  constructor(reason: OAuthReason, detail?: string) {
    super(detail ?? OAUTH_ERRORS[reason].text);
    this.reason = reason;
  }
}

export const isOAuthReason = (reason: string): reason is OAuthReason => reason in OAUTH_ERRORS;

/** `{"error":"invalid_grant","error_description":"…"}`. */
export const oauthAnswer = ({ reason, message }: OAuthError): Answer =>
  json({ error: reason, error_description: message }, OAUTH_ERRORS[reason].status);

/** A browser that cannot be sent back safely sees a page: no redirect to an unknown address. */
export const oauthErrorPage = ({ reason, message }: OAuthError): Answer =>
  html(
    `<!doctype html><meta charset="utf-8"><title>Error ${OAUTH_ERRORS[reason].status}: ${reason}</title><h1>${reason}</h1><p>${message}</p>`,
    OAUTH_ERRORS[reason].status,
  );
