import { newId } from '../../../src/kernel/ids.ts';
import { type HttpClient, httpClient } from '../openapi/fuzz/client.ts';
import { startWholeApi } from '../openapi/fuzz/whole-api.ts';

type Asked = { method: string; path: string; body?: unknown; token?: string | undefined };
export const PASSWORD = 'correct horse battery';

/** The whole API as customers reach it, behind the gateway of the local cloud. */
export async function startPeopleApi() {
  const api = await startWholeApi();
  const people = peopleAt(api.url, api.outbox);
  const stop = async () => {
    people.close();
    await api.stop();
  };
  return { ...people, table: api.table, bucket: api.bucket, stop };
}

export type PeopleApi = Awaited<ReturnType<typeof startPeopleApi>>;

/** Customers of an API, and whoever reads their mails. */
export function peopleAt(url: string, outbox: string) {
  const client = httpClient(url);
  const send = (asked: Asked) => ask(client, asked);
  /** Somebody new, with a workspace of their own. */
  async function register() {
    const email = `${newId('user')}@example.org`;
    const { body } = await send({
      method: 'POST',
      path: '/v1/auth/register',
      body: { email, password: PASSWORD },
    });
    return personOf(send, email, body);
  }
  /** Somebody new who joins a workspace in a role. */
  async function join(owner: Somebody, role: string) {
    const email = `${newId('user')}@example.org`;
    const { body: invited } = await owner.post('/v1/members/invite', { email, role });
    const { body } = await send({
      method: 'POST',
      path: '/v1/auth/accept-invite',
      body: { token: invited.token, password: PASSWORD },
    });
    return personOf(send, email, body);
  }
  /** The newest mail to somebody. */
  async function mailTo(address: string) {
    const mails = (await (await fetch(outbox)).text()).split(/^-{72}$/m);
    return mails.find(mail => mail.includes(`To: ${address}\n`)) ?? '';
  }
  return { send, register, join, mailTo, close: client.close };
}

export type Somebody = ReturnType<typeof personOf>;

async function ask(client: HttpClient, { method, path, body, token }: Asked) {
  const headers = {
    ...(token && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const sent = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const reply = await client.send({ method, path, headers, ...(sent && { body: sent }) });
  return { status: reply.status, body: JSON.parse(reply.body || 'null') };
}

type Send = (asked: Asked) => ReturnType<typeof ask>;
type LoggedIn = {
  user: { id: string };
  workspace: { id: string };
  tokens: { access_token: string; refresh_token: string };
};

/** What somebody does with their session. */
function personOf(send: Send, email: string, { user, workspace, tokens }: LoggedIn) {
  const state = { token: tokens.access_token, refresh: tokens.refresh_token };
  const call = (method: string, path: string, body?: unknown) =>
    send({ method, path, body, token: state.token });
  return {
    email,
    id: user.id,
    workspaceId: workspace.id,
    get: (path: string) => call('GET', path),
    post: (path: string, body?: unknown) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    patch: (path: string, body: unknown) => call('PATCH', path, body),
    remove: (path: string, body?: unknown) => call('DELETE', path, body),
    /** Goes on in another workspace. */
    async enter(workspace_id: string) {
      const asked = { refresh_token: state.refresh, workspace_id };
      const reply = await send({ method: 'POST', path: '/v1/auth/refresh', body: asked });
      if (reply.status === 200) {
        state.token = reply.body.tokens.access_token;
        state.refresh = reply.body.tokens.refresh_token;
      }
      return reply;
    },
  };
}
