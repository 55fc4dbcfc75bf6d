import { randomBytes } from 'node:crypto';
import { type Answer, html, json, redirect } from '../shared/answer.ts';
import { consentPage, languageOf } from '../shared/consent-page.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import type { VkCore } from './core.ts';
import { SCOPE_BITS } from './methods.ts';
import type { VkCaller } from './tokens.ts';

/** Where the token of the implicit flow is shown, on VK's own host. */
const BLANK = 'https://oauth.vk.com/blank.html';
const DAY_SECONDS = 86_400;
/** How long a code of the old flow lives is not in the contract. */
const CODE_LIFE_MS = 3_600_000;

/** What an app asks for: a token in the fragment, or a code in the query. */
type ResponseType = 'token' | 'code';
type LegacyCode = { caller: VkCaller; redirectUri: string; expiresAt: number };

/** The old host: a token in the fragment of a page, or a code (contract §0 and §5). */
export function legacyOperations(core: VkCore): Operation[] {
  const codes = new Map<string, LegacyCode>();
  const on = (name: string, method: string, path: string, handle: Operation['handle']) => ({
    name,
    method,
    path,
    handle,
  });
  return [
    on('legacy_authorize', 'GET', '/authorize', exchange => showConsent(core, exchange)),
    on('legacy_consent', 'POST', '/authorize', exchange => takeConsent(core, codes, exchange)),
    on('legacy_blank', 'GET', '/blank.html', () =>
      html(
        '<!doctype html><p>Пожалуйста, не копируйте данные из адресной строки для сторонних сайтов.',
      ),
    ),
    on('legacy_token', 'GET', '/access_token', exchange => exchangeCode(core, codes, exchange)),
    on('legacy_token', 'POST', '/access_token', exchange => exchangeCode(core, codes, exchange)),
  ];
}

function requestOf({ world, origins }: VkCore, { url }: Exchange) {
  const query = url.searchParams;
  const app = world.appBy(query.get('client_id') ?? '');
  const asked = query.get('redirect_uri') ?? '';
  const type = responseTypeOf(query.get('response_type'));
  const scopes = scopesOf(query.get('scope') ?? '');
  // The fake's own page stands for VK's, so that a browser ends where the fragment can be read.
  const ownBlank = `${origins.oauth}/blank.html`;
  const redirectUri = asked === BLANK ? ownBlank : asked;
  if (!app || app.disabled) return 'invalid_client';
  if (![ownBlank, ...app.redirect_uris].includes(redirectUri)) return 'redirect_uri is incorrect';
  if (!type) return 'unsupported response_type';
  if (!query.get('v')) return 'v is missing';
  return { app, asked, redirectUri, type, scopes, state: query.get('state') ?? '' };
}

function responseTypeOf(value: string | null): ResponseType | undefined {
  return value === 'token' || value === 'code' ? value : undefined;
}

/** Words, or a sum of bits. */
function scopesOf(scope: string) {
  if (!/^\d+$/.test(scope)) return scope.split(/[ ,]+/).filter(Boolean);
  const sum = Number(scope);
  return Object.entries(SCOPE_BITS)
    .filter(([, bit]) => sum & bit)
    .map(([name]) => name);
}

function showConsent(core: VkCore, exchange: Exchange): Answer {
  const request = requestOf(core, exchange);
  if (typeof request === 'string') return json({ error: request }, 400);
  return html(
    consentPage({
      platform: 'VK',
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

async function takeConsent(
  core: VkCore,
  codes: Map<string, LegacyCode>,
  exchange: Exchange,
): Promise<Answer> {
  const request = requestOf(core, exchange);
  if (typeof request === 'string') return json({ error: request }, 400);
  const { app, asked, redirectUri, type, scopes, state } = request;
  const form = await exchange.form();
  const user = core.world.userBy(Number(form.get('user'))) ?? core.world.users[0];
  if (form.get('decision') !== 'allow' || !user) {
    const denied = {
      error: 'access_denied',
      error_reason: 'user_denied',
      error_description: 'User denied your request',
      state,
    };
    return backTo(redirectUri, type, denied);
  }
  const caller: VkCaller = { kind: 'legacy', clientId: app.client_id, userId: user.id, scopes };
  if (type === 'token') return backTo(redirectUri, type, { ...tokenFor(core, caller), state });
  const code = randomBytes(12).toString('hex');
  codes.set(code, { caller, redirectUri: asked, expiresAt: core.clock.now() + CODE_LIFE_MS });
  return backTo(redirectUri, type, { code, state });
}

/** A token belongs into the fragment, which no server sees; a code into the query. */
function backTo(uri: string, type: ResponseType, values: Record<string, string | number>): Answer {
  const text = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) text.set(name, `${value}`);
  return redirect(`${uri}${type === 'token' ? '#' : '?'}${text}`);
}

/** About a day; with `offline` it has no end, which is written as 0. */
function tokenFor({ tokens }: VkCore, caller: VkCaller) {
  const expires_in = caller.scopes.includes('offline') ? 0 : DAY_SECONDS;
  return {
    access_token: tokens.issue(caller, expires_in),
    expires_in,
    user_id: caller.userId ?? 0,
  };
}

async function exchangeCode(
  core: VkCore,
  codes: Map<string, LegacyCode>,
  exchange: Exchange,
): Promise<Answer> {
  const params = new URLSearchParams([...exchange.url.searchParams, ...(await exchange.form())]);
  const app = core.world.appBy(params.get('client_id') ?? '');
  const isClient =
    app?.client_secret !== undefined && app.client_secret === params.get('client_secret');
  if (!isClient) return refused('invalid_client', 'client_secret is incorrect');
  const code = params.get('code') ?? '';
  const found = codes.get(code);
  codes.delete(code);
  const isGood = found?.caller.clientId === app.client_id && found.expiresAt > core.clock.now();
  if (!found || !isGood) return refused('invalid_grant', 'Code is invalid or expired.');
  if (found.redirectUri !== params.get('redirect_uri'))
    return refused('invalid_grant', 'redirect_uri is incorrect');
  return json(tokenFor(core, found.caller));
}

function refused(error: string, error_description: string): Answer {
  return json({ error, error_description }, 401);
}
