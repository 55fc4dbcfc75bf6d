import { SCOPES } from '#test/fakes/google/scopes.ts';
import { createClock } from '#test/fakes/shared/clock.ts';
import type { SettingsChange } from '#test/fakes/youtube/settings.ts';
import { startYoutube, type YoutubeFake } from '#test/fakes/youtube/start-youtube.ts';

export const APP = {
  client_id: 'app',
  client_secret: 'secret',
  redirect_uri: 'https://app.example/callback',
};
export const KIB256 = 256 * 1024;
export const ALL_SCOPES = [SCOPES.upload, SCOPES.forceSsl];
/** 08:00 in California, a day after its clocks went forward. */
export const NOON = '2026-03-09T15:00:00Z';

export type Reply = { status: number; headers: Headers; reason: string | undefined; value: Value };
/** What tests look into; the shapes are the platform's. */
// biome-ignore lint/suspicious/noExplicitAny: answers are compared by tests, not used by code.
type Value = any;

export type Rig = Awaited<ReturnType<typeof startRig>>;

/** The fake with an app, a token for anybody, and calls in one line. */
export async function startRig(settings: SettingsChange = {}) {
  const clock = createClock(Date.parse(NOON));
  clock.freeze();
  const youtube = await startYoutube({ clock, settings });
  const { redirect_uri, ...client } = APP;
  youtube.accounts.registry.addApp({
    ...client,
    redirect_uris: [redirect_uri],
    project: 'project',
  });
  const origin = youtube.origins.google;
  const tokenOf = (user: string, scopes: readonly string[] = ALL_SCOPES) =>
    youtube.accounts.issue({ user, client_id: APP.client_id, scopes: [...scopes] }).access_token;
  let token = tokenOf('anna');

  async function call(request: string, init: RequestInit = {}): Promise<Reply> {
    const [method = 'GET', path = '/'] = request.split(' ');
    const headers = new Headers(init.headers);
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`);
    if (headers.get('authorization') === 'none') headers.delete('authorization');
    const url = path.startsWith('http') ? path : `${origin}${path}`;
    const response = await fetch(url, { ...init, method, headers, redirect: 'manual' });
    const text = await response.text();
    const value = text.startsWith('{') ? JSON.parse(text) : text;
    const reason = value?.error?.errors?.[0]?.reason ?? value?.error;
    return { status: response.status, headers: response.headers, reason, value };
  }

  const json = (request: string, body: unknown) =>
    call(request, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

  return {
    youtube,
    clock,
    origin,
    call,
    json,
    tokenOf,
    token: () => token,
    useToken: (next: string) => {
      token = next;
    },
    ...uploads({ call }),
  };
}

export const TITLE = { snippet: { title: 'Lecture 1' }, status: { privacyStatus: 'private' } };

type Start = { body?: unknown; total?: number; part?: string; headers?: Record<string, string> };

function uploads({ call }: { call: (request: string, init?: RequestInit) => Promise<Reply> }) {
  const start = ({ body = TITLE, total = 10, part, headers = {} }: Start = {}) => {
    const parts = part ?? Object.keys(Object(body)).join(',');
    return call(`POST /upload/youtube/v3/videos?uploadType=resumable&part=${parts}`, {
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: {
        'content-type': 'application/json; charset=UTF-8',
        'x-upload-content-length': String(total),
        'x-upload-content-type': 'video/mp4',
        ...headers,
      },
    });
  };
  const session = async (given: Start = {}) => (await start(given)).headers.get('location') ?? '';
  const put = (location: string, body: Uint8Array | string, range?: string) =>
    call(`PUT ${location}`, {
      body: typeof body === 'string' ? body : Buffer.from(body),
      headers: { 'content-type': 'video/mp4', ...(range && { 'content-range': range }) },
    });
  const ask = (location: string, total: number) => put(location, '', `bytes */${total}`);
  const insert = async (body: unknown = TITLE) => {
    const reply = await put(await session({ body, total: 5 }), 'bytes');
    return String(reply.value.id);
  };
  return { start, session, put, ask, insert };
}

export const videosOf = (youtube: YoutubeFake) => youtube.state().videos;

/** multipart/related as Google's own client writes it. */
export function related(resource: unknown, media: string, mimeType = 'text/vtt') {
  const body = [
    '--edge\r\ncontent-type: application/json\r\n\r\n',
    `${typeof resource === 'string' ? resource : JSON.stringify(resource)}\r\n`,
    `--edge\r\ncontent-type: ${mimeType}\r\n\r\n`,
    `${media}\r\n--edge--`,
  ].join('');
  return { body, headers: { 'content-type': 'multipart/related; boundary=edge' } };
}
