import { html, redirect } from '../shared/answer.ts';
import { consentPage, languageOf } from '../shared/consent-page.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Grants } from './grants.ts';
import { OAuthError, oauthErrorPage } from './oauth-error.ts';
import type { GoogleApp, Registry } from './registry.ts';
import { isScope, splitScopes } from './scopes.ts';

export type Google = { registry: Registry; grants: Grants };

type AuthorizationRequest = {
  app: GoogleApp;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
  offline: boolean;
};

/** What a person decides; without `scopes` all that are asked for. */
export type Decision = { user: string; scopes?: string[] | undefined; deny?: boolean | undefined };

/** @throws {OAuthError} what the screen shows instead of asking. */
export function readAuthorization(
  query: URLSearchParams,
  registry: Registry,
): AuthorizationRequest {
  const app = registry.app(query.get('client_id') ?? '');
  if (!app) throw new OAuthError('invalid_client');
  const redirectUri = query.get('redirect_uri') ?? '';
  // Byte for byte: a slash at the end is another address.
  if (!app.redirect_uris.includes(redirectUri)) throw new OAuthError('redirect_uri_mismatch');
  if (query.get('response_type') !== 'code')
    throw new OAuthError('invalid_request', 'response_type must be code.');
  const scopes = splitScopes(query.get('scope') ?? '');
  if (scopes.length === 0)
    throw new OAuthError('invalid_request', 'Missing required parameter: scope.');
  if (!scopes.every(isScope)) throw new OAuthError('invalid_scope');
  const offline = query.get('access_type') === 'offline';
  return { app, redirectUri, scopes, state: query.get('state') ?? undefined, offline };
}

/** The address to which the browser goes after the decision: with a code, or `access_denied`. */
export function decide(query: URLSearchParams, decision: Decision, google: Google): string {
  const request = readAuthorization(query, google.registry);
  const back = new URL(request.redirectUri);
  if (request.state !== undefined) back.searchParams.set('state', request.state);
  if (decision.deny) {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const ids = { userId: decision.user, clientId: request.app.client_id };
  if (!google.registry.user(ids.userId)) throw new OAuthError('invalid_request', 'No such user.');
  const earlier = google.grants.refreshTokensOf(ids);
  // A person may untick scopes one by one, but grants none that was not asked for.
  const ticked = request.scopes.filter(scope => decision.scopes?.includes(scope) ?? true);
  const kept =
    query.get('include_granted_scopes') === 'true'
      ? earlier.flatMap(([, { scopes }]) => scopes)
      : [];
  const scopes = [...new Set([...ticked, ...kept])];
  // Without prompt=consent Google gives a refresh token at the first grant alone.
  const asked = splitScopes(query.get('prompt') ?? '').includes('consent');
  const offline = request.offline && (asked || earlier.length === 0);
  const code = google.grants.giveCode({
    ...ids,
    scopes,
    offline,
    redirectUri: request.redirectUri,
  });
  back.searchParams.set('code', code);
  back.searchParams.set('scope', scopes.join(' '));
  return back.href;
}

/** `GET /o/oauth2/v2/auth`: asks the person. */
export function showConsent(exchange: Exchange, { registry }: Google) {
  try {
    const { app, scopes } = readAuthorization(exchange.url.searchParams, registry);
    const page = consentPage({
      platform: 'Google',
      app: app.name,
      users: registry.users(),
      scopes,
      choose: true,
      hidden: {},
      language: languageOf(exchange.query('hl') ?? exchange.header('accept-language')),
    });
    return html(page);
  } catch (error) {
    if (error instanceof OAuthError) return oauthErrorPage(error);
    throw error;
  }
}

/** The same address, by POST: what the page's form sends. */
export async function takeDecision(exchange: Exchange, google: Google) {
  const form = await exchange.form();
  const decision = {
    user: form.get('user') ?? '',
    scopes: form.getAll('scope'),
    deny: form.get('decision') !== 'allow',
  };
  try {
    return redirect(decide(exchange.url.searchParams, decision, google));
  } catch (error) {
    if (error instanceof OAuthError) return oauthErrorPage(error);
    throw error;
  }
}
