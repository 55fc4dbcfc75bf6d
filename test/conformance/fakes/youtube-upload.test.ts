import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FaultOrder } from '#test/fakes/shared/faults.ts';
import { KIB256, type Rig, startRig, TITLE, videosOf } from './youtube-rig.ts';

const FILE = randomBytes(3 * KIB256 + 1000);
const TOTAL = FILE.length;
const SHA256 = createHash('sha256').update(FILE).digest('hex');
const piece = (first: number, last: number) => FILE.subarray(first, last + 1);
const range = (first: number, last: number, total = TOTAL) => `bytes ${first}-${last}/${total}`;
/** A cut connection: no answer at all. */
const CUT = { status: 0, reason: undefined };

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.youtube.close());

const fault = (order: Omit<FaultOrder, 'operation'>) =>
  rig.youtube.faults.add({ operation: 'upload.put', ...order });

const send = (location: string, first: number, last: number) =>
  rig.put(location, piece(first, last), range(first, last)).catch(() => CUT);

/** Asks, then sends the rest. */
async function finish(location: string) {
  const asked = await rig.ask(location, TOTAL);
  if (asked.status !== 308) return asked;
  const stored = Number(/^bytes=0-(\d+)$/.exec(asked.headers.get('range') ?? '')?.[1] ?? -1) + 1;
  return rig.put(location, piece(stored, TOTAL - 1), range(stored, TOTAL - 1));
}

function expectWhole() {
  const videos = videosOf(rig.youtube);
  expect(videos.map(({ content }) => content)).toEqual([{ bytes: TOTAL, sha256: SHA256 }]);
}

test('chunk by chunk, with the confirmed byte after each', async () => {
  const location = await rig.session({ total: TOTAL });
  expect((await rig.ask(location, TOTAL)).headers.get('range')).toBeNull();
  for (const [first, stored] of [
    [0, KIB256],
    [KIB256, 2 * KIB256],
    [2 * KIB256, 3 * KIB256],
  ] as const) {
    const reply = await rig.put(location, piece(first, stored - 1), range(first, stored - 1));
    expect([reply.status, reply.headers.get('range')]).toEqual([308, `bytes=0-${stored - 1}`]);
  }
  expect(videosOf(rig.youtube)).toEqual([]);
  const done = await rig.put(location, piece(3 * KIB256, TOTAL - 1), range(3 * KIB256, TOTAL - 1));
  expect(done.status).toBe(201);
  expect(done.value).toMatchObject({
    id: expect.stringMatching(/^[A-Za-z0-9_-]{11}$/),
    snippet: { title: 'Lecture 1' },
    status: { privacyStatus: 'private', uploadStatus: 'uploaded' },
  });
  expectWhole();
});

test('in one request, without a range; 200 where it is set so', async () => {
  rig.youtube.changeSettings({ insert_status: 200 });
  expect((await rig.put(await rig.session({ total: TOTAL }), FILE)).status).toBe(200);
  expectWhole();
});

test('after the end every question and every byte get the same answer, and no second video', async () => {
  const location = await rig.session({ total: TOTAL });
  const done = await rig.put(location, FILE);
  for (const again of [await rig.ask(location, TOTAL), await rig.put(location, FILE)]) {
    expect([again.status, again.value]).toEqual([201, done.value]);
  }
  expectWhole();
});

test.each([
  { name: 'not a multiple of 256 KiB', send: [0, KIB256 - 2] },
  { name: 'a gap', send: [2 * KIB256, 3 * KIB256 - 1], stored: 1 },
  { name: 'an overlap', send: [0, KIB256 - 1], stored: 1 },
  { name: 'an overlap by the whole file', stored: 1 },
  { name: 'another size than the first', send: [KIB256, 3 * KIB256 - 1], stored: 1 },
  { name: 'another total', send: [0, KIB256 - 1], total: TOTAL + 1 },
  { name: 'an end beyond the file', send: [0, TOTAL] },
  { name: 'a range that ends before it begins', header: `bytes 5-4/${TOTAL}` },
  { name: 'a range without a total', header: `bytes 0-${KIB256 - 1}/*` },
  { name: 'a range of another unit', header: `items 0-${KIB256 - 1}/${TOTAL}` },
  { name: 'a length that is not the range’s', header: range(0, KIB256 - 1), body: piece(0, 99) },
  { name: 'a question with bytes', header: `bytes */${TOTAL}`, body: piece(0, 99) },
  { name: 'a question about another total', header: `bytes */${TOTAL + 1}`, body: '' },
  { name: 'a part without a range', body: piece(0, 99) },
])('refused, and nothing of it stored: $name', async row => {
  const { stored = 0, total } = row;
  const location = await rig.session({ total: TOTAL });
  if (stored > 0) await send(location, 0, stored * KIB256 - 1);
  const [first, last] = row.send ?? [];
  const header = row.header ?? (first === undefined ? undefined : range(first, last ?? 0, total));
  const body = row.body ?? (first === undefined ? FILE : piece(first, last ?? 0));
  const reply = await rig.put(location, body, header);
  expect([reply.status, reply.reason]).toEqual([400, 'badRequest']);
  const asked = await rig.ask(location, TOTAL);
  expect(asked.headers.get('range')).toBe(stored > 0 ? `bytes=0-${stored * KIB256 - 1}` : null);
  expect((await finish(location)).status).toBe(201);
  expectWhole();
});

test.each<{
  name: string;
  order: Omit<FaultOrder, 'operation'>;
  answer: { status: number; headers?: Record<string, string | null> };
  stored: number;
}>([
  {
    name: '503 in the middle of a chunk, with Retry-After',
    order: {
      kind: 'cut_request',
      after_bytes: KIB256 + 5,
      reason: 'backendError',
      headers: { 'retry-after': '7' },
    },
    answer: { status: 503, headers: { 'retry-after': '7' } },
    stored: KIB256,
  },
  {
    name: 'a cut in the middle of a chunk',
    order: { kind: 'cut_request', after_bytes: 2 * KIB256 - 1 },
    answer: CUT,
    stored: KIB256,
  },
  {
    name: 'a cut before the first border',
    order: { kind: 'cut_request', after_bytes: 100 },
    answer: CUT,
    stored: 0,
  },
  {
    name: '308 without Range',
    order: { kind: 'no_range' },
    answer: { status: 308, headers: { range: null } },
    stored: 0,
  },
  {
    name: '308 with a Range shorter than what was sent',
    order: { kind: 'short_range', after_bytes: KIB256 + 77 },
    answer: { status: 308, headers: { range: `bytes=0-${KIB256 - 1}` } },
    stored: KIB256,
  },
  {
    name: 'Retry-After on a 308',
    order: { kind: 'add_headers', headers: { 'retry-after': '3' } },
    answer: { status: 308, headers: { 'retry-after': '3' } },
    stored: 2 * KIB256,
  },
  {
    name: '500 before anything',
    order: { kind: 'refuse', reason: 'internalError' },
    answer: { status: 500 },
    stored: 0,
  },
  {
    name: 'the answer of a chunk is lost',
    order: { kind: 'lose_answer' },
    answer: CUT,
    stored: 2 * KIB256,
  },
  {
    name: 'a token that died',
    order: { kind: 'refuse', reason: 'authError' },
    answer: { status: 401 },
    stored: 0,
  },
  {
    name: 'the answer of a session that is gone',
    order: { kind: 'status', status: 410 },
    answer: { status: 410 },
    stored: 0,
  },
])('$name: the upload goes on at the confirmed byte', async ({ order, answer, stored }) => {
  fault(order);
  const location = await rig.session({ total: TOTAL });
  const reply = await send(location, 0, 2 * KIB256 - 1);
  expect(reply.status).toBe(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    expect('headers' in reply && reply.headers.get(name)).toBe(value);
  }
  const asked = await rig.ask(location, TOTAL);
  expect(asked.headers.get('range')).toBe(stored > 0 ? `bytes=0-${stored - 1}` : null);
  expect((await finish(location)).status).toBe(201);
  expectWhole();
});

test('the answer after the last byte is lost: the session still knows the video', async () => {
  fault({ kind: 'lose_answer' });
  const location = await rig.session({ total: TOTAL });
  expect(await send(location, 0, TOTAL - 1)).toEqual(CUT);
  const asked = await rig.ask(location, TOTAL);
  expect([asked.status, asked.value.id]).toEqual([201, videosOf(rig.youtube)[0]?.id]);
  expectWhole();
});

test.each<{ name: string; location: () => Promise<string> }>([
  {
    name: 'nobody started',
    location: async () => `${rig.origin}/upload/youtube/v3/videos?upload_id=no`,
  },
  {
    name: 'is older than a week',
    location: async () => {
      const location = await rig.session({ total: TOTAL });
      rig.clock.advance(8 * 24 * 60 * 60_000);
      rig.useToken(rig.tokenOf('anna'));
      return location;
    },
  },
  {
    name: 'was ended by a fault',
    location: async () => {
      fault({ kind: 'expire_session' });
      return rig.session({ total: TOTAL });
    },
  },
])('404 for a session that $name', async ({ location }) => {
  const url = await location();
  expect((await rig.ask(url, TOTAL)).status).toBe(404);
  expect((await rig.put(url, FILE)).status).toBe(404);
  expect(videosOf(rig.youtube)).toEqual([]);
});

test('a token that ends within the upload is renewed, and the session goes on; a foreign one does not', async () => {
  const location = await rig.session({ total: TOTAL });
  await send(location, 0, KIB256 - 1);
  rig.clock.advance(61 * 60_000);
  expect((await send(location, KIB256, 2 * KIB256 - 1)).reason).toBe('authError');
  rig.useToken(rig.tokenOf('boris'));
  expect((await send(location, KIB256, 2 * KIB256 - 1)).reason).toBe('forbidden');
  rig.useToken(rig.tokenOf('anna'));
  expect((await finish(location)).status).toBe(201);
  expectWhole();
});

test('a connection that hangs ends when the client asks again', async () => {
  const location = await rig.session({ total: TOTAL });
  const hanging = fetch(location, {
    method: 'PUT',
    duplex: 'half',
    headers: { authorization: `Bearer ${rig.token()}`, 'content-length': String(TOTAL) },
    body: new ReadableStream({
      async pull(stream) {
        stream.enqueue(piece(0, KIB256 + 10));
        await new Promise(() => undefined);
      },
    }),
  }).catch(() => CUT);
  await expect.poll(async () => (await rig.youtube.state().sessions[0])?.stored_bytes).toBe(KIB256);
  expect((await finish(location)).status).toBe(201);
  expectWhole();
  rig.youtube.faults.clear();
  void hanging;
});

test.each<Parameters<Rig['start']>[0] & { name: string; reason: string }>([
  { name: 'no length', headers: { 'x-upload-content-length': '' }, reason: 'mediaBodyRequired' },
  { name: 'no type', headers: { 'x-upload-content-type': '' }, reason: 'mediaBodyRequired' },
  {
    name: 'a type that is no video',
    headers: { 'x-upload-content-type': 'text/plain' },
    reason: 'badContent',
  },
  {
    name: 'a file of more than 256 GB',
    headers: { 'x-upload-content-length': '274877906945' },
    reason: 'uploadTooLarge',
  },
  {
    name: 'a form instead of JSON',
    headers: { 'content-type': 'text/plain' },
    reason: 'badContent',
  },
  { name: 'no part', part: '', reason: 'missingRequiredParameter' },
  { name: 'a part that is none', part: 'snippet,stuff', reason: 'unknownPart' },
  { name: 'bad JSON', body: '{', part: 'snippet', reason: 'parseError' },
  { name: 'JSON that is no object', body: '[]', part: 'snippet', reason: 'parseError' },
  { name: 'no title, as its part is not named', part: 'status', reason: 'invalidTitle' },
])('a start is refused with $reason for $name', async ({ reason, ...given }) => {
  const reply = await rig.start({ body: TITLE, ...given });
  expect(reply.reason).toBe(reason);
  expect(rig.youtube.state().sessions).toEqual([]);
});

test('any kind of upload but a resumable or a whole one has no content', async () => {
  const reply = await rig.json(
    'POST /upload/youtube/v3/videos?uploadType=media&part=snippet',
    TITLE,
  );
  expect(reply.reason).toBe('mediaBodyRequired');
});
