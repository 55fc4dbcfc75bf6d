import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type ClientRequest, request as httpRequest } from 'node:http';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { SCOPES } from '#test/fakes/google/scopes.ts';

const MB = 1024 * 1024;
/** `FAKE_UPLOAD_MB=3072` for the size that counts; the suite has no minutes to give. */
const TOTAL = Number(process.env.FAKE_UPLOAD_MB ?? 300) * MB + 12_345;
const FAULT_EVERY = 100 * MB;
const PEAK_LIMIT_MB = 200;
/** Not a divisor of any border, so that no fault falls where a piece ends. */
const PIECE_BYTES = 1_000_003;

let child: ChildProcess | undefined;
afterEach(() => child?.kill());

async function startAlone() {
  const args = ['test/fakes/main.ts', '--platform', 'youtube', '--port', '0'];
  child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!child.stdout) throw new Error('The process has no output.');
  const [line] = await once(createInterface(child.stdout), 'line');
  return /http:\/\/[\d.:]+/.exec(String(line))?.[0] ?? '';
}

const peakMb = () =>
  Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child?.pid}/status`, 'utf8'))?.[1]) / 1024;

/** The file, made while it is sent: bytes that differ from place to place. */
const PATTERN = createHash('shake256', { outputLength: PIECE_BYTES }).update('video').digest();

function* bytesFrom(first: number) {
  for (let at = first; at < TOTAL; ) {
    const piece = PATTERN.subarray(at % PIECE_BYTES).subarray(0, TOTAL - at);
    yield piece;
    at += piece.length;
  }
}

function expectedHash() {
  const hash = createHash('sha256');
  for (const piece of bytesFrom(0)) hash.update(piece);
  return hash.digest('hex');
}

type Reply = { status: number; range: string | undefined };

/** One PUT with the rest of the file; an error of the connection is an answer, too. */
function putRest(location: string, token: string, first: number): Promise<Reply> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-length': TOTAL - first,
    'content-range': `bytes ${first}-${TOTAL - 1}/${TOTAL}`,
  };
  const request = httpRequest(location, { method: 'PUT', headers, agent: false });
  const reply = replyOf(request);
  void write(request, first);
  return reply.finally(() => request.destroy());
}

async function write(request: ClientRequest, first: number) {
  // A connection that was cut never drains; its error is told with the reply.
  const gone = once(request, 'close').catch(() => undefined);
  for (const piece of bytesFrom(first)) {
    if (request.destroyed) return;
    if (request.write(piece)) continue;
    await Promise.race([once(request, 'drain'), gone]).catch(() => undefined);
  }
  request.end();
}

function replyOf(request: ClientRequest): Promise<Reply> {
  return new Promise(resolve => {
    request.on('error', () => resolve({ status: 0, range: undefined }));
    request.on('response', response => {
      response.resume();
      resolve({ status: response.statusCode ?? 0, range: response.headers.range });
    });
  });
}

async function ask(location: string, token: string) {
  const headers = { authorization: `Bearer ${token}`, 'content-range': `bytes */${TOTAL}` };
  const response = await fetch(location, { method: 'PUT', headers, body: '' });
  return Number(/-(\d+)$/.exec(response.headers.get('range') ?? '')?.[1] ?? -1) + 1;
}

test(`${Math.floor(TOTAL / MB)} MB with a fault each 100 MB: flat memory, right hash, little sent twice`, async () => {
  const origin = await startAlone();
  const post = (path: string, body: object, headers = {}) =>
    fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(body), headers });
  const client_id = 'demo-client.apps.googleusercontent.com';
  const issued = await post('/__fake/tokens', { user: 'anna', client_id, scopes: [SCOPES.upload] });
  const { access_token: token } = JSON.parse(await issued.text());
  // In turns: an answer in the middle, and a cut without one.
  for (let fault = 0; (fault + 1) * FAULT_EVERY < TOTAL; fault += 1) {
    const answer = fault % 2 === 0 ? { status: 503 } : {};
    const order = {
      operation: 'upload.put',
      kind: 'cut_request',
      after_bytes: FAULT_EVERY,
      skip: 2 * fault,
    };
    await post('/__fake/faults', { ...order, ...answer });
  }
  const started = await post(
    '/upload/youtube/v3/videos?uploadType=resumable&part=snippet',
    { snippet: { title: 'Three gigabytes' } },
    {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'x-upload-content-length': String(TOTAL),
      'x-upload-content-type': 'video/mp4',
    },
  );
  const location = started.headers.get('location') ?? '';
  let [first, faults] = [0, 0];
  for (;;) {
    const { status } = await putRest(location, token, first);
    if (status === 201) break;
    faults += 1;
    first = await ask(location, token);
  }
  const { videos, sessions } = JSON.parse(await (await fetch(`${origin}/__fake/state`)).text());
  expect(faults).toBe(Math.floor(TOTAL / FAULT_EVERY));
  expect(videos.map(({ content }: { content: object }) => content)).toEqual([
    { bytes: TOTAL, sha256: expectedHash() },
  ]);
  expect(sessions[0].received_bytes).toBeLessThan(TOTAL * 1.1);
  expect(peakMb()).toBeLessThan(PEAK_LIMIT_MB);
});
