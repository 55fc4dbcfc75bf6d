import { type Answer, html, json, redirect } from '../shared/answer.ts';
import { consentPage, languageOf } from '../shared/consent-page.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import type { ZoomCore } from './core.ts';
import { ZoomOAuthError } from './errors.ts';
import type { ZoomApp } from './world.ts';

/** `/oauth/…` of the web host (contract §1 and §2). */
export function oauthOperations(core: ZoomCore): Operation[] {
  const on = (name: string, method: string, path: string, handle: Operation['handle']) => ({
    name,
    method,
    path: `/oauth/${path}`,
    handle,
  });
  return [
    on('authorize', 'GET', 'authorize', exchange => showConsent(core, exchange)),
    on('consent', 'POST', 'authorize', exchange => takeConsent(core, exchange)),
    on('token', 'POST', 'token', exchange => token(core, exchange)),
    on('revoke', 'POST', 'revoke', exchange => revoke(core, exchange)),
  ];
}

/** What is wrong with the address is told to the person: the redirect address cannot be trusted. */
function authorizeRequest({ world }: ZoomCore, { url }: Exchange) {
  const query = url.searchParams;
  const app = world.appBy(query.get('client_id') ?? '');
  const redirectUri = query.get('redirect_uri') ?? '';
  const method = query.get('code_challenge_method') ?? 'plain';
  const challenge = query.get('code_challenge') ?? undefined;
  if (app?.kind !== 'user' || app.disabled) return 'Invalid client_id (4702)';
  if (!app.redirect_uris.includes(redirectUri)) return 'Invalid redirect URL (4700)';
  if (query.get('response_type') !== 'code') return 'response_type must be code';
  if (!['S256', 'plain'].includes(method)) return 'Unknown code_challenge_method';
  if (!app.client_secret && !challenge) return 'A public client needs a code_challenge';
  return { app, redirectUri, method, challenge, state: query.get('state') };
}

function showConsent(core: ZoomCore, exchange: Exchange): Answer {
  const request = authorizeRequest(core, exchange);
  if (typeof request === 'string') return html(`<!doctype html><p>${request}`, 400);
  const users = core.world.users.map(({ id, email }) => ({ id, name: email }));
  return html(
    consentPage({
      platform: 'Zoom',
      app: request.app.client_id,
      users,
      scopes: request.app.scopes,
      choose: false,
      hidden: {},
      language: languageOf(exchange.header('accept-language')),
    }),
  );
}

async function takeConsent(core: ZoomCore, exchange: Exchange): Promise<Answer> {
  const request = authorizeRequest(core, exchange);
  if (typeof request === 'string') return html(`<!doctype html><p>${request}`, 400);
  const { app, redirectUri, method, challenge, state } = request;
  const form = await exchange.form();
  const target = new URL(redirectUri);
  if (state !== null) target.searchParams.set('state', state);
  const user = core.world.userBy(form.get('user') ?? '') ?? core.world.users[0];
  if (form.get('decision') !== 'allow' || !user) {
    // The contract names no refusal; this is the one of OAuth 2.0.
    target.searchParams.set('error', 'access_denied');
    return redirect(target.href);
  }
  const grant = {
    clientId: app.client_id,
    accountId: user.account_id,
    userId: user.id,
    scopes: app.scopes,
    revoked: false,
  };
  const code = core.grants.code({ grant, redirectUri, method, ...(challenge && { challenge }) });
  target.searchParams.set('code', code);
  return redirect(target.href);
}

async function token(core: ZoomCore, exchange: Exchange): Promise<Answer> {
  const params = await paramsOf(exchange);
  const app = clientOf(core, exchange, params);
  const tokens = tokensFor(core, app, params);
  return json({ ...tokens, api_url: core.origins.api });
}

function tokensFor({ grants, world, options }: ZoomCore, app: ZoomApp, params: URLSearchParams) {
  const clientId = app.client_id;
  switch (params.get('grant_type')) {
    case 'authorization_code': {
      const verifier = params.get('code_verifier');
      const exchange = {
        clientId,
        code: need(params, 'code'),
        redirectUri: need(params, 'redirect_uri'),
      };
      return grants.exchange({ ...exchange, ...(verifier && { verifier }) });
    }
    case 'refresh_token': {
      const gone = (userId: string | undefined) => world.userBy(userId ?? '')?.gone === true;
      return grants.refresh(clientId, need(params, 'refresh_token'), gone);
    }
    case 'account_credentials': {
      if (app.kind !== 'server_to_server') throw new ZoomOAuthError('bad_grant_type');
      const accountId = params.get('account_id');
      if (!accountId) throw new ZoomOAuthError('no_account');
      if (accountId !== app.account_id) throw new ZoomOAuthError('bad_account');
      const grant = { clientId, accountId, scopes: app.scopes, revoked: false };
      return grants.ofAccount(grant, options.singleAccountToken);
    }
    default:
      throw new ZoomOAuthError('bad_grant_type');
  }
}

async function revoke(core: ZoomCore, exchange: Exchange): Promise<Answer> {
  const params = await paramsOf(exchange);
  const app = clientOf(core, exchange, params);
  core.grants.revoke(app.client_id, need(params, 'token'));
  return json({ status: 'success' });
}

/** Both places are allowed: the query, and the body as a form (contract §2). */
async function paramsOf(exchange: Exchange) {
  const text = await exchange.text();
  if (text !== '' && exchange.contentType !== 'application/x-www-form-urlencoded') {
    throw new ZoomOAuthError('wrong_media_type');
  }
  return new URLSearchParams([...exchange.url.searchParams, ...new URLSearchParams(text)]);
}

/** The app, by Basic auth; a public client has no secret and says who it is in the form. */
function clientOf({ world }: ZoomCore, exchange: Exchange, params: URLSearchParams): ZoomApp {
  const basic = /^Basic (\S+)$/i.exec(exchange.header('authorization') ?? '')?.[1];
  const [id = '', secret] = basic
    ? Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s)
    : [params.get('client_id') ?? ''];
  const app = world.appBy(id);
  if (!basic && (!app || app.client_secret)) throw new ZoomOAuthError('missing_basic');
  if (!app || (app.client_secret ?? '') !== (secret ?? '')) throw new ZoomOAuthError('bad_client');
  if (app.disabled) throw new ZoomOAuthError('app_disabled');
  return app;
}

function need(params: URLSearchParams, name: string) {
  const value = params.get(name);
  if (!value) throw new ZoomOAuthError('missing');
  return value;
}
