import { ulid } from 'ulid';
import type { Call, Live } from './calls.ts';
import type { HttpClient, Sent } from './client.ts';
import type { Operation } from './operations.ts';
import type { Person } from './person.ts';

export type People = { own: Person; foreign: Person };

/** The newest rows are looked at most: older ones may be deleted by now. */
export const NEWEST = 3;

/** Turns a call into what is sent: only now it is known which rows there are. */
export async function toRequest(
  call: Call,
  { path }: Operation,
  people: People,
  client: HttpClient,
): Promise<Sent> {
  const fill = (name: string) => {
    const value = call.path[name] ?? '';
    return typeof value === 'string' ? value : idOf(name, value, people);
  };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encoded(fill(name)));
  const plain = call.query.filter((pair): pair is [string, string] => typeof pair[1] === 'string');
  const named: string[] = [];
  for (const [name, value] of call.query) {
    const text = typeof value === 'string' ? value : await cursorOf(value, path, plain, people);
    named.push(`${encoded(name)}=${encoded(text)}`);
  }
  const query = named.length > 0 ? `?${named.join('&')}` : '';
  const token = tokenOf(call.token, people);
  const headers = { ...call.headers, ...(token && { authorization: token }) };
  return { method: call.method, path: filled + query, headers, body: call.body };

  async function cursorOf(
    live: Live,
    list: string,
    others: readonly (readonly [string, string])[],
    { own, foreign }: People,
  ) {
    const kind = 'cursor' in live ? live.cursor : 'own';
    const person = kind === 'foreign' ? foreign : own;
    const filter = others.filter(([name]) => name === 'status' || name === 'search');
    const asked = kind === 'other query' ? [['status', 'DOWNLOADING'] as const] : filter;
    const otherList = list === '/v1/tasks' ? '/v1/recordings' : '/v1/tasks';
    const cursor = await firstCursor(
      person,
      kind === 'other list' ? otherList : list,
      kind === 'other list' ? [] : asked,
    );
    if (kind === 'cut') return cursor.slice(0, -1);
    return kind === 'changed' ? `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}` : cursor;
  }

  async function firstCursor(
    person: Person,
    list: string,
    filter: readonly (readonly [string, string])[],
  ) {
    const asked = filter.map(([name, value]) => `&${encoded(name)}=${encoded(value)}`).join('');
    const authorization = `Bearer ${person.token()}`;
    const sent = { method: 'GET', path: `${list}?limit=1${asked}`, headers: { authorization } };
    const { cursor } = JSON.parse((await client.send(sent)).body);
    return typeof cursor === 'string' ? cursor : 'none';
  }
}

/** Half a surrogate pair has no bytes to send. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

function idOf(name: string, live: Live, { own, foreign }: People) {
  if (!('id' in live)) return '';
  const prefix = name === 'task_id' ? 'tsk_' : 'rec_';
  if (live.id === 'unknown') return `${prefix}${ulid()}`;
  const { tasks, recordings } = live.id === 'own' ? own : foreign;
  const newest = (name === 'task_id' ? tasks : recordings).slice(-NEWEST);
  return newest[live.pick % newest.length] ?? '';
}

function tokenOf(kind: Call['token'], { own, foreign }: People) {
  const good = `Bearer ${own.token()}`;
  const tokens = {
    own: good,
    foreign: `Bearer ${foreign.token()}`,
    none: undefined,
    forged: `${good.slice(0, -6)}AAAAAA`,
    cut: good.slice(0, -20),
    'no token': 'Basic YTpi',
    long: `Bearer ${'x'.repeat(2000)}`,
  };
  return tokens[kind];
}
