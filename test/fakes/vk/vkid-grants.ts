import { createHash, randomBytes } from 'node:crypto';
import { VkIdError } from './errors.ts';
import type { VkCaller, VkTokens } from './tokens.ts';

/** Lives of contract §5; the one of a refresh token is unverified there, the one of a code is not named. */
const LIFE_SECONDS = { code: 600, access: 3600, refresh: 180 * 86_400 };

type Consent = { caller: VkCaller; deviceId: string };
type Code = Consent & {
  redirectUri: string;
  challenge: string;
  state: string;
  expiresAt: number;
};
type Refresh = Consent & { expiresAt: number };

export type VkIdCodeRequest = {
  caller: VkCaller;
  redirectUri: string;
  challenge: string;
  state: string;
};

/** Codes and pairs of tokens of VK ID (contract §5). Each code and each refresh token works once. */
export function vkIdGrants(now: () => number, tokens: VkTokens) {
  const codes = new Map<string, Code>();
  const refreshes = new Map<string, Refresh>();
  let refreshed = 0;

  function pairOf({ caller, deviceId }: Consent) {
    const refreshToken = `vk2.r.${randomBytes(48).toString('base64url')}`;
    refreshes.set(refreshToken, {
      caller,
      deviceId,
      expiresAt: now() + LIFE_SECONDS.refresh * 1000,
    });
    return {
      access_token: tokens.issue(caller, LIFE_SECONDS.access),
      refresh_token: refreshToken,
      token_type: 'Bearer',
      expires_in: LIFE_SECONDS.access,
      user_id: caller.userId,
      scope: caller.scopes.join(' '),
    };
  }

  return {
    /** What the browser takes back to the app. */
    code({ caller, redirectUri, challenge, state }: VkIdCodeRequest) {
      const code = `vk2.c.${randomBytes(32).toString('base64url')}`;
      const deviceId = randomBytes(24).toString('base64url');
      const expiresAt = now() + LIFE_SECONDS.code * 1000;
      codes.set(code, { caller, redirectUri, challenge, state, deviceId, expiresAt });
      return {
        code,
        state,
        device_id: deviceId,
        type: 'code_v2',
        expires_in: `${LIFE_SECONDS.code}`,
      };
    },

    exchange(params: URLSearchParams) {
      const found = codes.get(need(params, 'code'));
      const verifier = need(params, 'code_verifier');
      const deviceId = need(params, 'device_id');
      const state = need(params, 'state');
      if (found?.caller.clientId !== params.get('client_id')) throw invalid('code is invalid');
      codes.delete(need(params, 'code'));
      if (found.expiresAt <= now()) throw invalid('code is expired');
      if (found.deviceId !== deviceId) throw invalid('device_id does not match');
      if (found.redirectUri !== need(params, 'redirect_uri'))
        throw invalid('redirect_uri does not match');
      if (found.state !== state) throw invalid('state does not match');
      if (!/^[\w-]{43,128}$/.test(verifier))
        throw new VkIdError('invalid_request', 'code_verifier is invalid');
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      if (challenge !== found.challenge) throw invalid('code_verifier does not match');
      return { ...pairOf(found), id_token: idToken(found.caller), state };
    },

    refresh(params: URLSearchParams) {
      const token = need(params, 'refresh_token');
      const deviceId = need(params, 'device_id');
      const state = need(params, 'state');
      const found = refreshes.get(token);
      if (found?.caller.clientId !== params.get('client_id'))
        throw invalid('refresh_token is invalid');
      if (found.deviceId !== deviceId) throw invalid('device_id does not match');
      if (found.expiresAt <= now()) throw invalid('refresh_token is expired');
      refreshes.delete(token);
      refreshed += 1;
      return { ...pairOf(found), state };
    },

    /** The person took the consent back, or logged out. */
    forget(which: (caller: VkCaller) => boolean) {
      for (const [token, { caller }] of refreshes) if (which(caller)) refreshes.delete(token);
    },

    counts: () => ({ refreshed }),
  };
}

function invalid(description: string) {
  return new VkIdError('invalid_grant', description);
}

function need(params: URLSearchParams, name: string) {
  const value = params.get(name);
  if (!value) throw new VkIdError('invalid_request', `${name} is missing`);
  return value;
}

/** Nobody here can check a signature, so it is one in form alone. */
function idToken({ userId, clientId }: VkCaller) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: userId, aud: clientId })}.${randomBytes(32).toString('base64url')}`;
}
