import { json } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Google } from './authorize.ts';
import { OAuthError } from './oauth-error.ts';
import type { GoogleApp } from './registry.ts';

type Grant = (form: URLSearchParams, app: GoogleApp, google: Google) => object;

/** The grants of §2 by `grant_type`. */
const GRANTS: Record<string, Grant> = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
};

/** `POST /token`: a form, never JSON. */
export async function giveTokens(exchange: Exchange, google: Google) {
  if (exchange.contentType !== 'application/x-www-form-urlencoded') {
    throw new OAuthError('invalid_request', 'The body must be application/x-www-form-urlencoded.');
  }
  const form = await exchange.form();
  const app = google.registry.app(form.get('client_id') ?? '');
  if (!app || app.client_secret !== form.get('client_secret')) {
    throw new OAuthError('invalid_client');
  }
  const grant = GRANTS[form.get('grant_type') ?? ''];
  if (!grant) throw new OAuthError('unsupported_grant_type');
  return json(grant(form, app, google), 200, { 'cache-control': 'no-store' });
}

function exchangeCode(form: URLSearchParams, app: GoogleApp, { grants }: Google) {
  const code = grants.takeCode(form.get('code') ?? '');
  if (!code || code.clientId !== app.client_id)
    throw new OAuthError('invalid_grant', 'Bad Request');
  if (code.redirectUri !== form.get('redirect_uri')) throw new OAuthError('redirect_uri_mismatch');
  const refreshToken = code.offline ? grants.giveRefresh(code, app.testing) : undefined;
  const limited = refreshToken?.expiresInSeconds;
  return {
    ...accessAnswer(grants.giveAccess(code, refreshToken?.token), code.scopes),
    ...(refreshToken && { refresh_token: refreshToken.token }),
    ...(limited !== undefined && { refresh_token_expires_in: limited }),
  };
}

/** Carries no new refresh token: the old one goes on. */
function refresh(form: URLSearchParams, app: GoogleApp, { grants }: Google) {
  const token = form.get('refresh_token');
  if (!token) throw new OAuthError('invalid_request', 'Missing required parameter: refresh_token');
  const owner = grants.ownerOf(token);
  if (owner && owner.clientId !== app.client_id) throw new OAuthError('unauthorized_client');
  const grant = grants.useRefresh(token);
  if (!grant) throw new OAuthError('invalid_grant');
  return accessAnswer(grants.giveAccess(grant, token), grant.scopes);
}

const accessAnswer = (
  { token, expiresInSeconds }: { token: string; expiresInSeconds: number },
  scopes: readonly string[],
) => ({
  access_token: token,
  expires_in: expiresInSeconds,
  scope: scopes.join(' '),
  token_type: 'Bearer',
});

/** `POST /revoke?token=…`: either token ends the whole consent. */
export async function revokeToken(exchange: Exchange, { grants }: Google) {
  const token = exchange.query('token') ?? (await exchange.form()).get('token') ?? '';
  const owner = grants.ownerOf(token);
  if (!owner) throw new OAuthError('invalid_token');
  grants.revoke(owner);
  return json({});
}
