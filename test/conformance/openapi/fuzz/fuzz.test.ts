import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyzedRecording } from './analyzed.ts';
import { type Call, callsOf } from './calls.ts';
import { type HttpClient, httpClient, type Sent } from './client.ts';
import { complaints, problemComplaints, type Reply } from './documented.ts';
import { hostileTexts } from './hostile-values.ts';
import { NEWEST, type People, toRequest } from './make-call.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { newPerson } from './person.ts';
import { startWholeApi, type WholeApi } from './whole-api.ts';

/**
 * Every operation of the API, valid, wrong and hostile: no answer is a fault, and each is one that
 * the document promises. `FUZZ_CALLS=12000 npx vitest run --project e2e test/conformance/openapi`
 * makes more calls than an ordinary run, `FUZZ_SEED` other ones.
 */
const CALLS = Number(process.env.FUZZ_CALLS ?? 900);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_128);
const CALLS_EACH = Math.ceil(CALLS / OPERATIONS.length);
/** Hundreds of times what a call takes: past it something hangs. */
const LIMIT_MS = 60_000 + CALLS_EACH * 500;

let api: WholeApi;
let client: HttpClient;
let people: People;
const answered = new Map<number, number>();

beforeAll(async () => {
  api = await startWholeApi();
  client = httpClient(api.url);
  const [own, foreign] = [await newPerson(client, 'own'), await newPerson(client, 'foreign')];
  people = { own, foreign };
});
afterAll(async () => {
  const counts = [...answered].sort().map(([status, count]) => `${status}: ${count}`);
  console.log(`answers of the fuzzed API by status: ${counts.join(', ')}`);
  client.close();
  await api.stop();
});

test.each(OPERATIONS)(
  '$id answers as the document says',
  { timeout: LIMIT_MS },
  async operation => {
    await prepare(operation);
    const found = new Map<string, string>();
    for (const call of fc.sample(callsOf(operation), { numRuns: CALLS_EACH, seed: SEED })) {
      const sent = await toRequest(call, operation, people, client);
      const reply = await client.send(sent);
      answered.set(reply.status, (answered.get(reply.status) ?? 0) + 1);
      for (const complaint of judge(operation, call, reply)) {
        if (!found.has(complaint)) found.set(complaint, shown(sent));
      }
      await goOn(operation, reply);
    }
    expect([...found].map(([complaint, example]) => `${complaint}\n  after ${example}`)).toEqual(
      [],
    );
  },
);

test('an address that is not there is not found, whatever is sent to it', async () => {
  const paths = fc.array(hostileTexts, { minLength: 1, maxLength: 4 });
  const authorization = `Bearer ${people.own.token()}`;
  for (const parts of fc.sample(paths, { numRuns: CALLS_EACH, seed: SEED })) {
    const path = `/v9/${parts.map(part => encodeURIComponent(part.toWellFormed())).join('/')}`;
    const reply = await client.send({ method: 'POST', path, headers: { authorization } });
    expect([reply.status, ...problemComplaints(reply)], path).toEqual([404]);
  }
});

function judge(operation: Operation, { method }: Call, reply: Reply): string[] {
  const named = OPERATIONS.find(other => other.path === operation.path && other.method === method);
  if (named) return complaints(named, reply);
  const body = method === 'HEAD' ? '{}' : reply.body;
  return [
    ...(reply.status === 405 ? [] : [`${method} is answered with ${reply.status}`]),
    ...(reply.headers.allow?.split(', ').includes(method) ? ['405 allows what it refuses'] : []),
    ...(method === 'HEAD' ? [] : complaints(operation, { ...reply, body })),
  ];
}

/** As many as a call chooses from. */
async function prepare({ path }: Operation) {
  if (!path.includes('/edit')) return;
  for (let made = 0; made < NEWEST; made += 1) await analyzedRecording(api, people.own);
}

/** Puts back what a call took away, so that the next ones find something to work on. */
async function goOn({ id }: Operation, { status, body }: Reply) {
  const { own } = people;
  if (status === 201 && id === 'createRecording') {
    own.recordings.push(JSON.parse(body).recording.recording_id);
  }
  if (status === 204 && id === 'deleteRecording') await own.newRecording();
  if (status === 202 && id === 'cancelTask') await own.newTask();
  if (status === 204 && /^(logout|logoutAll|changePassword)$/.test(id)) await own.logIn();
}

const shown = ({ method, path, headers, body }: Sent) =>
  [method, path.slice(0, 300), JSON.stringify(headers), body?.toString().slice(0, 300)].join(' ');
