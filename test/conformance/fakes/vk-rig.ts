import { createHash } from 'node:crypto';
import { startVk, type VkFake } from '#test/fakes/vk/start-vk.ts';

export const REDIRECT = 'http://127.0.0.1:8080/callback';
export const VERIFIER = 'v'.repeat(64);
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
export const STATE = 'a-state-of-thirty-two-characters';
export const NOW = Date.parse('2026-03-15T12:00:00Z');
export const APP = '51000001';
export const NEW_APP = '54000002';

type Body = Record<string, unknown>;
export type Params = Record<string, string | number>;

/** A fake whose clock stands still but for a second after each call, so that no rate is met by chance. */
export async function vkRig(options: Parameters<typeof startVk>[0] = {}) {
  const fake = await startVk({ startMs: NOW, ...options });
  fake.clock.freeze();
  fake.clock.set(NOW);
  return { ...vkClient(fake), fake };
}

export type VkRig = Awaited<ReturnType<typeof vkRig>>;

function vkClient(fake: VkFake) {
  const { api, id } = fake.origins;

  async function method(name: string, params: Params, token?: string) {
    const body = formOf({
      v: '5.199',
      ...(token !== undefined && { access_token: token }),
      ...params,
    });
    const answer = await fetch(`${api}/method/${name}`, { method: 'POST', body });
    fake.clock.advance(1000);
    return { status: answer.status, body: (await answer.json()) as Body };
  }

  /** Undefined where it was refused. */
  async function response<Answer>(name: string, params: Params, token: string) {
    const { body } = await method(name, params, token);
    if (!('response' in body)) throw new Error(JSON.stringify(body));
    return body.response as Answer;
  }

  /** A person's browser at VK ID: the page, then Allow or Deny. Answers where it is sent. */
  async function consent(query: Params = {}, decision = 'allow') {
    const asked = {
      response_type: 'code',
      client_id: APP,
      redirect_uri: REDIRECT,
      state: STATE,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      scope: 'vkid.personal_info video wall groups',
    };
    return consentAt(`${id}/authorize?${formOf({ ...asked, ...query })}`, decision);
  }

  const auth = async (params: Params) => {
    const answer = await fetch(`${id}/oauth2/auth`, { method: 'POST', body: formOf(params) });
    return { status: answer.status, body: (await answer.json()) as Body };
  };

  /** What goes into the exchange of a code, once a person has allowed. */
  async function grant(query: Params = {}) {
    const { location } = await consent(query);
    const values = location?.searchParams ?? new URLSearchParams();
    return {
      grant_type: 'authorization_code',
      client_id: `${query.client_id ?? APP}`,
      code: values.get('code') ?? '',
      device_id: values.get('device_id') ?? '',
      state: values.get('state') ?? '',
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
    };
  }

  return {
    method,
    response,
    consent,
    auth,
    grant,
    legacyToken: (scopes = ['video', 'wall', 'groups'], userId = 1001) =>
      fake.issueToken({ kind: 'legacy', scopes, user_id: userId, life_seconds: 86_400 }),
  };
}

/** Opens a page of consent and decides. */
export async function consentAt(page: string, decision: string) {
  const shown = await fetch(page);
  if (shown.status !== 200) return { status: shown.status, text: await shown.text() };
  const body = new URLSearchParams({ decision, user: '1001' });
  const sent = await fetch(page, { method: 'POST', body, redirect: 'manual' });
  return { status: sent.status, text: '', location: new URL(sent.headers.get('location') ?? '') };
}

function formOf(params: Params) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) form.set(name, `${value}`);
  return form;
}

export type Files = Record<string, { name: string; bytes: string | Uint8Array<ArrayBuffer> }>;

/** A form with files, as the upload host wants them. */
export function formWith(files: Files) {
  const form = new FormData();
  for (const [field, { name, bytes }] of Object.entries(files))
    form.append(field, new Blob([bytes]), name);
  return form;
}

export async function post(url: string, body: RequestInit['body'] = '') {
  const answer = await fetch(url, { method: 'POST', body: body ?? null });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json');
  return { status: answer.status, text, body: (isJson ? JSON.parse(text) : {}) as Body };
}
