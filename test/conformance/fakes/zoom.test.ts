import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { generatedBytes, generatedSha256 } from '#test/fakes/zoom/generated-bytes.ts';
import type { FileRequest } from '#test/fakes/zoom/meeting.ts';
import { type Answered, CHALLENGE, call, REDIRECT, type ZoomRig, zoomRig } from './zoom-rig.ts';

let rig: ZoomRig;

beforeEach(async () => {
  rig = await zoomRig();
});
afterEach(() => rig.fake.close());

const HOUR = 3_600_000;
const VIDEO = {
  recording_type: 'shared_screen_with_speaker_view',
  seed: 'lecture',
  size: 300_000,
} as const;

type Listed = {
  meetings: {
    uuid: string;
    id: number;
    topic: string;
    recording_files: Record<string, string | number>[];
  }[];
  next_page_token: string;
};
/** The contract's answer (§3), as far as tests read it. */
// The shape is the contract's; what is wrong with it shows in the expectations.
const listed = (answer: Answered) => answer.body as unknown as Listed;

/** Everything, as a client gets it: a token, the files of the meeting, the storage host. */
async function videoUrl(files: FileRequest[] = [VIDEO]) {
  const meeting = rig.fake.world.addMeeting({ uuid: '/with//slashes==', files });
  const token = await rig.userToken();
  const path = `/meetings/${encodeURIComponent(encodeURIComponent(meeting.uuid))}/recordings`;
  const { body } = await rig.get(`${path}?include_fields=download_access_token&ttl=3600`, token);
  // One file was recorded.
  const [file] = body.recording_files as { download_url: string }[];
  return {
    token,
    url: file?.download_url ?? '',
    downloadToken: `${body.download_access_token}`,
    meeting,
  };
}

/** The address at the storage host. */
async function storedAt(url: string, token?: string) {
  const { status, headers } = await rig.download(url, token);
  expect(status).toBe(302);
  return headers.get('location') ?? '';
}

const bytesOf = async (url: string, headers: Record<string, string> = {}) =>
  Buffer.from(await (await fetch(url, { headers })).arrayBuffer());

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the whole way: consent, tokens, list, files, download from another origin', async () => {
  const { location } = await rig.consent();
  expect(location?.href).toMatch(`${REDIRECT}?state=state-of-the-browser&code=`);
  const { body: tokens } = await rig.exchange(location?.searchParams.get('code') ?? '');
  expect(tokens).toMatchObject({
    token_type: 'bearer',
    expires_in: 3599,
    api_url: rig.fake.origins.api,
  });
  const meeting = rig.fake.world.addMeeting({ topic: 'Algebra', files: [VIDEO] });
  const refreshed = await rig.token({
    grant_type: 'refresh_token',
    refresh_token: `${tokens.refresh_token}`,
  });
  const token = `${refreshed.body.access_token}`;
  const [found] = listed(await rig.get('/users/me/recordings', token)).meetings;
  expect(found).toMatchObject({
    uuid: meeting.uuid,
    id: meeting.id,
    topic: 'Algebra',
    recording_count: 1,
  });
  const [file] = found?.recording_files ?? [];
  expect(file).toMatchObject({ file_type: 'MP4', file_size: 300_000, status: 'completed' });
  const address = await storedAt(`${file?.download_url}`, token);
  expect(new URL(address).origin).toBe(rig.fake.origins.storage);
  const bytes = await bytesOf(address);
  expect(sha256(bytes)).toBe(generatedSha256('lecture', 300_000));
  expect(await bytesOf(address, { range: 'bytes=299000-' })).toEqual(bytes.subarray(299_000));
});

test('a public client needs no secret but its verifier', async () => {
  const { location } = await rig.consent({
    client_id: 'zoom-public-app',
    code_challenge: CHALLENGE,
  });
  const code = location?.searchParams.get('code') ?? '';
  const values = {
    grant_type: 'authorization_code',
    client_id: 'zoom-public-app',
    redirect_uri: REDIRECT,
  };
  const answer = await rig.token({ ...values, code, code_verifier: 'v'.repeat(64) }, {});
  expect(answer.status).toBe(200);
});

test('a person who denies is sent back without a code', async () => {
  const { location } = await rig.consent({}, 'deny');
  expect(location?.search).toBe('?state=state-of-the-browser&error=access_denied');
});

test('the page of consent speaks Russian, too', async () => {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'zoom-user-app',
    redirect_uri: REDIRECT,
  });
  const headers = { 'accept-language': 'ru-RU,ru;q=0.9' };
  const { text } = await call(`${rig.fake.origins.web}/oauth/authorize?${query}`, { headers });
  expect(text).toContain('Разрешить');
});

test('an app of the account lists each user by id or address, and gets no refresh token', async () => {
  rig.fake.world.addMeeting({ host_id: 'zoom-boris' });
  const token = await rig.accountToken();
  for (const user of ['zoom-boris', 'boris%40example.test']) {
    expect(listed(await rig.get(`/users/${user}/recordings`, token)).meetings).toHaveLength(1);
  }
});

test('pages hold everything once, and the last has an empty token', async () => {
  const all = Array.from({ length: 7 }, () => rig.fake.world.addMeeting().uuid);
  const token = await rig.userToken();
  const seen: string[] = [];
  let page = '';
  do {
    const answer = listed(
      await rig.get(`/users/me/recordings?page_size=3&next_page_token=${page}`, token),
    );
    seen.push(...answer.meetings.map(({ uuid }) => uuid));
    page = answer.next_page_token;
  } while (page);
  expect(seen.sort()).toEqual(all.sort());
});

test('page_shift: a meeting that appears between two pages shows one twice', async () => {
  for (let count = 0; count < 3; count += 1) rig.fake.world.addMeeting();
  const token = await rig.userToken();
  rig.fake.faults.add({ operation: 'list_recordings', kind: 'page_shift' });
  const first = listed(await rig.get('/users/me/recordings?page_size=2', token));
  const query = `page_size=2&next_page_token=${first.next_page_token}`;
  const second = listed(await rig.get(`/users/me/recordings?${query}`, token));
  expect(second.meetings[0]?.uuid).toBe(first.meetings[1]?.uuid);
});

test('a window holds the meetings of its days, both ends included, and today by default', async () => {
  for (const day of ['2026-02-28', '2026-03-01', '2026-03-14', '2026-03-15']) {
    rig.fake.world.addMeeting({ topic: day, start_time: `${day}T08:00:00Z` });
  }
  const token = await rig.userToken();
  const days = async (query: string) =>
    listed(await rig.get(`/users/me/recordings?${query}`, token)).meetings.map(
      ({ topic }) => topic,
    );
  expect(await days('from=2026-03-01&to=2026-03-14')).toEqual(['2026-03-14', '2026-03-01']);
  expect(await days('')).toEqual(['2026-03-15']);
});

test('the number of a series means its latest occurrence; the uuid means each', async () => {
  const [old, young] = ['2026-03-01', '2026-03-08'].map(day =>
    rig.fake.world.addMeeting({ id: 123456789, start_time: `${day}T08:00:00Z` }),
  );
  const token = await rig.userToken();
  const uuidOf = async (key: string) =>
    (await rig.get(`/meetings/${key}/recordings`, token)).body.uuid;
  expect(await uuidOf('123456789')).toBe(young?.uuid);
  const twice = encodeURIComponent(encodeURIComponent(old?.uuid ?? ''));
  expect(await uuidOf(twice)).toBe(old?.uuid);
});

test('files that are processed show neither id nor address, until they are done', async () => {
  const files = [{ ...VIDEO, status: 'processing' as const }];
  const { uuid } = rig.fake.world.addMeeting({ files });
  const token = await rig.userToken();
  const file = async () =>
    listed(await rig.get('/users/me/recordings', token)).meetings[0]?.recording_files[0];
  expect(await file()).toEqual({
    meeting_id: uuid,
    recording_start: '2026-03-15T11:00:00Z',
    recording_end: '',
    file_type: 'MP4',
    file_extension: 'MP4',
    status: 'processing',
    recording_type: VIDEO.recording_type,
  });
  rig.fake.world.finish(uuid);
  expect(await file()).toHaveProperty('download_url');
});

test('two parts of a meeting, of which one has captions alone', async () => {
  const files = [
    { recording_type: 'shared_screen_with_speaker_view(CC)' as const, minutes: 20 },
    { ...VIDEO, starts_at_minute: 30, minutes: 30 },
  ];
  rig.fake.world.addMeeting({ files });
  const token = await rig.userToken();
  const [meeting] = listed(await rig.get('/users/me/recordings', token)).meetings;
  expect(meeting?.recording_files).toMatchObject([
    {
      recording_type: 'shared_screen_with_speaker_view(CC)',
      recording_start: '2026-03-15T11:00:00Z',
      recording_end: '2026-03-15T11:20:00Z',
    },
    { recording_start: '2026-03-15T11:30:00Z', recording_end: '2026-03-15T12:00:00Z' },
  ]);
});

test('what is in the trash is listed there alone, whatever the dates, until it is recovered', async () => {
  const whole = rig.fake.world.addMeeting({ start_time: '2025-01-01T08:00:00Z' });
  const partly = rig.fake.world.addMeeting();
  const token = await rig.userToken();
  const remove = { method: 'DELETE', headers: { authorization: `Bearer ${token}` } };
  const file = partly.files[0]?.id ?? '';
  const path = `/meetings/${partly.id}/recordings/${file}`;
  expect(
    (await rig.get(`/meetings/${whole.id}/recordings?action=trash`, token, remove)).status,
  ).toBe(204);
  expect((await rig.get(path, token, remove)).status).toBe(204);
  const uuids = async (query: string) =>
    listed(await rig.get(`/users/me/recordings?${query}`, token)).meetings.map(({ uuid }) => uuid);
  expect(await uuids('trash=true')).toEqual([whole.uuid]);
  expect(await uuids('trash=true&trash_type=recording_file')).toEqual([partly.uuid]);
  expect(await uuids('from=2025-01-01&to=2025-01-31')).toEqual([]);
  rig.fake.world.recover(`${whole.id}`);
  expect(await uuids('from=2025-01-01&to=2025-01-31')).toEqual([whole.uuid]);
  await rig.get(`${path}?action=delete`, token, remove);
  expect(partly.files).toHaveLength(2);
});

test('a transcript has an address of its own', async () => {
  const { id } = rig.fake.world.addMeeting({
    files: [{ recording_type: 'audio_transcript', text: 'WEBVTT' }],
  });
  const token = await rig.userToken();
  const { body } = await rig.get(`/meetings/${id}/transcript`, token);
  expect((await bytesOf(await storedAt(`${body.download_url}`, token))).toString()).toBe('WEBVTT');
});

const DOWNLOADS: {
  name: string;
  token: (own: Awaited<ReturnType<typeof videoUrl>>) => string | undefined;
  status: number;
}[] = [
  { name: 'none', token: () => undefined, status: 401 },
  { name: 'one that never was', token: () => 'made-up', status: 401 },
  { name: 'one of the API', token: ({ token }) => token, status: 302 },
  { name: 'one of the meeting', token: ({ downloadToken }) => downloadToken, status: 302 },
  {
    name: 'one of the meeting, after its ttl',
    token: ({ downloadToken }) => {
      rig.fake.clock.advance(HOUR);
      return downloadToken;
    },
    status: 401,
  },
];

test.each(DOWNLOADS)('a download with a token: $name', async ({ token, status }) => {
  const own = await videoUrl();
  expect((await rig.download(own.url, token(own))).status).toBe(status);
});

test('the old way to give a token works', async () => {
  const { url, token } = await videoUrl();
  expect((await rig.download(`${url}?access_token=${token}`)).status).toBe(302);
});

test('whoever has no right to a recording gets a page with a 200', async () => {
  const { url } = await videoUrl();
  const user = {
    id: 'x',
    email: 'x@example.test',
    account_id: 'acc-other',
    first_name: 'X',
    last_name: 'X',
  };
  rig.fake.world.users.unshift({ ...user, records: true, gone: false });
  const app = rig.fake.world.appBy('zoom-account-app');
  if (app) app.account_id = 'acc-other';
  const values = { grant_type: 'account_credentials', account_id: 'acc-other' };
  const authorization = `Basic ${Buffer.from('zoom-account-app:zoom-account-secret').toString('base64')}`;
  const { body } = await rig.token(values, { authorization });
  const answer = await rig.download(url, `${body.access_token}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/html');
});

test('a deleted file is 404', async () => {
  const { url, token, meeting } = await videoUrl();
  meeting.trashedAt = '2026-03-15T12:00:00Z';
  expect((await rig.download(url, token)).status).toBe(404);
});

test('the storage host refuses a token that was forwarded to it, and remembers', async () => {
  const { url, token } = await videoUrl();
  const address = await storedAt(url, token);
  expect((await rig.download(address, token)).status).toBe(400);
  expect(rig.fake.violations).toEqual(['A token was forwarded to the storage host.']);
});

test.each([
  {
    name: 'is changed',
    change: (url: string) => url.replace(/signature=./, 'signature=_'),
    later: 0,
  },
  { name: 'is an hour old', change: (url: string) => url, later: HOUR },
])('a link of the storage host that $name is refused', async ({ change, later }) => {
  const { url, token } = await videoUrl();
  const address = await storedAt(url, token);
  rig.fake.clock.advance(later);
  expect((await rig.download(change(address))).status).toBe(403);
});

test('a range that is not there is refused', async () => {
  const { url, token } = await videoUrl();
  const { status } = await call(await storedAt(url, token), {
    headers: { range: 'bytes=300000-' },
  });
  expect(status).toBe(416);
});

test('redirect_chain: the file comes after three more redirects', async () => {
  const { url, token } = await videoUrl();
  rig.fake.faults.add({ operation: 'download', kind: 'redirect_chain' });
  let address = await storedAt(url, token);
  for (let hop = 0; hop < 3; hop += 1) address = await storedAt(address);
  expect((await bytesOf(address)).length).toBe(300_000);
});

const STORAGE_FAULTS = [
  { kind: 'no_range', range: true, status: 200, length: 300_000 },
  { kind: 'short_file', range: false, status: 200, length: 299_000 },
];

test.each(STORAGE_FAULTS)('$kind answers $status', async ({ kind, range, status, length }) => {
  const { url, token } = await videoUrl();
  const address = await storedAt(url, token);
  rig.fake.faults.add({ operation: 'storage', kind });
  const headers: Record<string, string> = range ? { range: 'bytes=1000-' } : {};
  const answer = await fetch(address, { headers });
  expect(answer.status).toBe(status);
  expect((await answer.arrayBuffer()).byteLength).toBe(length);
});

test('expired_link: whoever is refused by the storage host begins a new download', async () => {
  const { url, token } = await videoUrl();
  rig.fake.faults.add({ operation: 'storage', kind: 'expired_link' });
  expect((await call(await storedAt(url, token))).status).toBe(403);
  expect((await call(await storedAt(url, token))).status).toBe(200);
});

test('a body that is cut, and a page instead of a file', async () => {
  const { url, token } = await videoUrl();
  const address = await storedAt(url, token);
  rig.fake.faults.add({ operation: 'storage', kind: 'cut_answer', after_bytes: 100_000 });
  await expect(bytesOf(address)).rejects.toThrow();
  rig.fake.faults.add({ operation: 'download', kind: 'html' });
  const page = await rig.download(url, token);
  expect([page.status, page.headers.get('content-type')]).toEqual([
    200,
    'text/html; charset=utf-8',
  ]);
});

test('a refresh whose answer is lost has spent the token', async () => {
  const { body } = await rig.exchange(await rig.codeOf());
  const refresh = { grant_type: 'refresh_token', refresh_token: `${body.refresh_token}` };
  rig.fake.faults.add({ operation: 'token', kind: 'lose_answer' });
  await expect(rig.token(refresh)).rejects.toThrow();
  expect((await rig.token(refresh)).status).toBe(400);
  expect(rig.fake.grants.counts().refreshes).toBe(1);
});

test('by option, a new token of an account ends the former one', async () => {
  await rig.fake.close();
  rig = await zoomRig({ singleAccountToken: true });
  const [old, young] = [await rig.accountToken(), await rig.accountToken()];
  expect((await rig.get('/users/zoom-anna', old)).status).toBe(401);
  expect((await rig.get('/users/zoom-anna', young)).status).toBe(200);
});

test('a real file is served as it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zoom-fake-'));
  const path = join(folder, 'talk.mp4');
  writeFileSync(path, 'not much of a film');
  const { url, token } = await videoUrl([{ recording_type: 'gallery_view', path }]);
  const address = await storedAt(url, token);
  expect((await bytesOf(address, { range: 'bytes=4-7' })).toString()).toBe('much');
  rmSync(folder, { recursive: true });
});

test('a file of six gigabytes is there at every place, and is never held', async () => {
  const size = 6 * 1024 ** 3 + 5;
  const { url, token } = await videoUrl([{ ...VIDEO, size }]);
  const address = await storedAt(url, token);
  const tail = await bytesOf(address, { range: `bytes=${size - 21}-` });
  expect(tail).toEqual(Buffer.concat([...generatedBytes('lecture', size - 21, size)]));
  expect(tail.length).toBe(21);
});

test('a part of a generated file is the same wherever it begins', () => {
  const whole = Buffer.concat([...generatedBytes('x', 0, 600_000)]);
  for (const start of [0, 1, 15, 16, 17, 262_143, 262_145, 599_999]) {
    expect(
      Buffer.concat([...generatedBytes('x', start, 600_000)]).equals(whole.subarray(start)),
    ).toBe(true);
  }
});

test('over the control door: a meeting, a fault, the clock, the state', async () => {
  const door = (name: string, value: unknown) =>
    call(`${rig.fake.origins.web}/__fake/${name}`, { method: 'POST', body: JSON.stringify(value) });
  const { body: meeting } = await door('meeting', {
    topic: 'Physics',
    files: [{ ...VIDEO, size: 3 * 1024 ** 3 }],
  });
  await door('files', {
    uuid: meeting.uuid,
    files: [{ recording_type: 'audio_transcript', text: 'WEBVTT' }],
  });
  await door('plan', { plan: 'Free' });
  await door('clock', { advance_ms: HOUR });
  const { body } = await call(`${rig.fake.origins.api}/__fake/state`);
  expect(body).toMatchObject({
    plan: 'Free',
    meetings: [{ topic: 'Physics', files: [{}, { size: 6 }] }],
  });
  expect(JSON.stringify(body)).not.toContain('zoom-user-secret');
  expect((await door('meeting', { toppic: 'x' })).status).toBe(400);
});
