import { type Answer, html, json, redirect } from '../shared/answer.ts';
import { consentPage, languageOf } from '../shared/consent-page.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import type { VkCore } from './core.ts';
import { VkIdError } from './errors.ts';
import type { VkCaller } from './tokens.ts';

/** Rights that every app may ask for; the others were granted until 2026-01-08 (contract §0, §5). */
const OPEN_SCOPES = ['vkid.personal_info', 'email', 'phone'];
const EXTENDED_SCOPES = ['video', 'wall', 'groups'];

/** The id host (contract §5). What it refuses is told inside an HTTP 200. */
export function vkIdOperations(core: VkCore): Operation[] {
  const on = (name: string, method: string, path: string, handle: Operation['handle']) => ({
    name,
    method,
    path,
    handle,
  });
  const api = (name: string, call: (core: VkCore, params: URLSearchParams) => unknown) =>
    on(`vkid_${name}`, 'POST', `/oauth2/${name}`, exchange => answered(core, exchange, call));
  return [
    on('vkid_authorize', 'GET', '/authorize', exchange => showConsent(core, exchange)),
    on('vkid_consent', 'POST', '/authorize', exchange => takeConsent(core, exchange)),
    api('auth', auth),
    api('user_info', ({ tokens, world }, params) => {
      const { userId, scopes } = callerOf({ tokens }, params);
      const user = world.userBy(userId);
      const email = scopes.includes('email') && { email: `${userId}@example.test` };
      return {
        user: {
          user_id: `${userId}`,
          first_name: user?.first_name,
          last_name: user?.last_name,
          avatar: '',
          ...email,
        },
      };
    }),
    api('public_info', ({ world }, params) => {
      if (!world.appBy(params.get('client_id') ?? ''))
        throw new VkIdError('invalid_client', 'client_id is invalid');
      if (!params.get('id_token')) throw new VkIdError('invalid_request', 'id_token is missing');
      const [first] = world.users;
      return {
        user: {
          first_name: first?.first_name.slice(0, 1),
          last_name: first?.last_name.slice(0, 1),
        },
      };
    }),
    api('logout', endToken),
    api('revoke', endToken),
  ];
}

async function answered(
  core: VkCore,
  exchange: Exchange,
  call: (core: VkCore, params: URLSearchParams) => unknown,
): Promise<Answer> {
  // The SDK sends all but the code in the query; both places work.
  const params = new URLSearchParams([...exchange.url.searchParams, ...(await exchange.form())]);
  try {
    return json(call(core, params));
  } catch (error) {
    if (!(error instanceof VkIdError)) throw error;
    const state = params.get('state');
    return json({ error: error.error, error_description: error.message, ...(state && { state }) });
  }
}

function auth({ world, vkid }: VkCore, params: URLSearchParams) {
  const app = world.appBy(params.get('client_id') ?? '');
  if (!app || app.disabled) throw new VkIdError('invalid_client', 'client_id is invalid');
  switch (params.get('grant_type')) {
    case 'authorization_code':
      return vkid.exchange(params);
    case 'refresh_token':
      return vkid.refresh(params);
    default:
      throw new VkIdError('invalid_request', 'grant_type is invalid');
  }
}

function endToken({ tokens, vkid }: VkCore, params: URLSearchParams) {
  const { userId, clientId } = callerOf({ tokens }, params);
  const isSame = (one: VkCaller) =>
    one.kind === 'vkid' && one.userId === userId && one.clientId === clientId;
  tokens.revokeAll(isSame);
  vkid.forget(isSame);
  return { response: 1 };
}

function callerOf({ tokens }: Pick<VkCore, 'tokens'>, params: URLSearchParams): VkCaller {
  const token = params.get('access_token');
  const clientId = params.get('client_id');
  if (!token || !clientId)
    throw new VkIdError('invalid_request', 'access_token and client_id are needed');
  const caller = tokens.find(token);
  if (caller?.clientId !== clientId)
    throw new VkIdError('invalid_token', 'access_token is invalid');
  return caller;
}

/** What is wrong with the address is told to the person: where to send it is not sure. */
function requestOf({ world }: VkCore, { url }: Exchange) {
  const query = url.searchParams;
  const app = world.appBy(query.get('client_id') ?? '');
  const redirectUri = query.get('redirect_uri') ?? '';
  const challenge = query.get('code_challenge') ?? '';
  if (!app || app.disabled) return 'client_id is invalid';
  if (!app.redirect_uris.includes(redirectUri)) return 'redirect_uri is invalid';
  if (query.get('response_type') !== 'code') return 'response_type must be code';
  if (!/^[\w-]{43}$/.test(challenge)) return 'code_challenge is missing or invalid';
  // The documents write s256, and both spellings are in use.
  if (query.get('code_challenge_method')?.toUpperCase() !== 'S256')
    return 'code_challenge_method must be S256';
  const state = query.get('state');
  if (!state) return 'state is missing';
  const asked = (query.get('scope') ?? 'vkid.personal_info').split(' ').filter(Boolean);
  const known = [...OPEN_SCOPES, ...(app.extended ? EXTENDED_SCOPES : [])];
  return {
    app,
    redirectUri,
    challenge,
    state,
    scopes: asked.filter(scope => known.includes(scope)),
  };
}

function showConsent(core: VkCore, exchange: Exchange): Answer {
  const request = requestOf(core, exchange);
  if (typeof request === 'string') return html(`<!doctype html><p>${request}`, 400);
  return html(
    consentPage({
      platform: 'VK ID',
      app: request.app.name,
      users: core.world.users.map(({ id, first_name, last_name }) => ({
        id: `${id}`,
        name: `${first_name} ${last_name}`,
      })),
      scopes: request.scopes,
      choose: false,
      hidden: {},
      language: languageOf(exchange.header('accept-language')),
    }),
  );
}

async function takeConsent(core: VkCore, exchange: Exchange): Promise<Answer> {
  const request = requestOf(core, exchange);
  if (typeof request === 'string') return html(`<!doctype html><p>${request}`, 400);
  const { app, redirectUri, challenge, state, scopes } = request;
  const form = await exchange.form();
  const target = new URL(redirectUri);
  const user = core.world.userBy(Number(form.get('user'))) ?? core.world.users[0];
  if (form.get('decision') !== 'allow' || !user) {
    // The contract shows a refusal of the implicit flow alone; this is the one of OAuth 2.0.
    const denied = { error: 'access_denied', error_description: 'User denied', state };
    target.search = `${new URLSearchParams(denied)}`;
    return redirect(target.href);
  }
  const caller: VkCaller = { kind: 'vkid', clientId: app.client_id, userId: user.id, scopes };
  const answer = core.vkid.code({ caller, redirectUri, challenge, state });
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  target.searchParams.set('ext_id', `${user.id}`);
  return redirect(target.href);
}
