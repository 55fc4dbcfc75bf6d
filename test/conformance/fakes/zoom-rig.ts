import { createHash } from 'node:crypto';
import { startZoom, type ZoomFake } from '#test/fakes/zoom/start-zoom.ts';

export const REDIRECT = 'http://127.0.0.1:8080/callback';
export const VERIFIER = 'v'.repeat(64);
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');
const STATE = 'state-of-the-browser';
export const NOW = Date.parse('2026-03-15T12:00:00Z');

export type Answered = {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
};

/** A fake whose clock stands still, and a client that adds nothing to what a test sends. */
export async function zoomRig(options: Parameters<typeof startZoom>[0] = {}) {
  const fake = await startZoom({ startMs: NOW, answerWithinMs: 300, ...options });
  fake.clock.freeze();
  fake.clock.set(NOW);
  return { ...zoomClient(fake), fake };
}

export type ZoomRig = Awaited<ReturnType<typeof zoomRig>>;

function zoomClient(fake: ZoomFake) {
  const { web, api } = fake.origins;

  const form = (
    path: string,
    values: Record<string, string>,
    headers: Record<string, string> = {},
  ) => call(`${web}${path}`, { method: 'POST', body: new URLSearchParams(values), headers });

  /** What a person's browser does: the page, then Allow or Deny. Answers where it is sent. */
  async function consent(query: Record<string, string> = {}, decision = 'allow') {
    const asked = new URLSearchParams({
      response_type: 'code',
      client_id: 'zoom-user-app',
      redirect_uri: REDIRECT,
      state: STATE,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...query,
    });
    const page = `${web}/oauth/authorize?${asked}`;
    const shown = await call(page);
    if (shown.status !== 200) return { ...shown, location: undefined };
    const body = new URLSearchParams({ decision, user: 'zoom-anna' });
    const sent = await call(page, { method: 'POST', body, redirect: 'manual' });
    return { ...sent, location: new URL(sent.headers.get('location') ?? '') };
  }

  const codeOf = async () => (await consent()).location?.searchParams.get('code') ?? '';

  const token = (values: Record<string, string>, headers: Record<string, string> = basic()) =>
    form('/oauth/token', values, headers);

  const exchange = (code: string, more: Record<string, string> = {}) =>
    token({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: VERIFIER,
      ...more,
    });

  const accountToken = () =>
    token(
      { grant_type: 'account_credentials', account_id: 'acc-northwind' },
      basic('zoom-account-app', 'zoom-account-secret'),
    );

  return {
    consent,
    codeOf,
    token,
    exchange,
    form,
    /** Access token of a user, or of the whole account. */
    userToken: async () => `${(await exchange(await codeOf())).body.access_token}`,
    accountToken: async () => `${(await accountToken()).body.access_token}`,
    get: (path: string, accessToken?: string, init: RequestInit = {}) =>
      call(`${api}/v2${path}`, { headers: bearer(accessToken), ...init }),
    download: (url: string, accessToken?: string, init: RequestInit = {}) =>
      call(url, { redirect: 'manual', headers: bearer(accessToken), ...init }),
  };
}

export function basic(id = 'zoom-user-app', secret = 'zoom-user-secret') {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

export async function call(url: string, init: RequestInit = {}): Promise<Answered> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  const body = isJson && text ? JSON.parse(text) : {};
  return { status: response.status, headers: response.headers, body, text };
}
