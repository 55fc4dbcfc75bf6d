import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Listening, listen } from '#test/fakes/shared/listen.ts';
import { NOW, type ZoomRig, zoomRig } from './zoom-rig.ts';

const SECRET = 'secret-token';
const MINUTE = 60_000;
type Received = {
  headers: IncomingHttpHeaders;
  raw: string;
  body: { event: string; download_token?: string; payload: { object: Record<string, unknown> } };
};

let rig: ZoomRig;
let endpoint: Listening;
let received: Received[];
/** What the endpoint answers to events; undefined is never. */
let status: number | undefined;
let knowsSecret: boolean;

const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');
const url = () => `${endpoint.origin}/zoom`;

beforeEach(async () => {
  rig = await zoomRig();
  [received, status, knowsSecret] = [[], 204, true];
  endpoint = await listen(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const raw = Buffer.concat(pieces).toString();
    const body = JSON.parse(raw);
    if (body.event === 'endpoint.url_validation') {
      const { plainToken } = body.payload;
      const encryptedToken = knowsSecret ? hmac(plainToken) : 'guess';
      return void response.end(JSON.stringify({ plainToken, encryptedToken }));
    }
    received.push({ headers: request.headers, raw, body });
    if (status !== undefined) response.writeHead(status).end();
  });
});
afterEach(async () => {
  await rig.fake.close();
  await endpoint.close();
});

const subscribed = async () => rig.fake.webhooks.subscribe({ url: url(), secret_token: SECRET });

const isSigned = ({ headers, raw }: Received) =>
  headers['x-zm-signature'] === `v0=${hmac(`v0:${headers['x-zm-request-timestamp']}:${raw}`)}`;

test('an endpoint that cannot answer the challenge gets no events', async () => {
  knowsSecret = false;
  await expect(subscribed()).rejects.toThrow('challenge');
  expect(await rig.fake.webhooks.announce({ uuid: rig.fake.world.addMeeting().uuid })).toEqual([]);
});

test('an endpoint that fails three challenges is disabled', async () => {
  await subscribed();
  knowsSecret = false;
  for (let time = 0; time < 3; time += 1) {
    rig.fake.clock.advance(72 * 60 * MINUTE);
    await rig.fake.webhooks.sendDue();
  }
  expect(rig.fake.webhooks.endpoints).toMatchObject([{ failures: 3, disabled: true }]);
});

test('a completed recording is told, signed, with a token that downloads its files', async () => {
  await subscribed();
  const meeting = rig.fake.world.addMeeting({ uuid: '/a//b==' });
  expect(await rig.fake.webhooks.announce({ uuid: meeting.uuid })).toEqual([204]);
  const [event] = received;
  expect(event && isSigned(event)).toBe(true);
  expect(event?.headers['x-zm-request-timestamp']).toBe(`${NOW / 1000}`);
  expect(event?.body).toMatchObject({
    event: 'recording.completed',
    event_ts: NOW,
    payload: {
      object: { id: meeting.id, uuid: '/a//b==', host_email: 'anna@example.test', on_prem: false },
    },
  });
  const files = event?.body.payload.object.recording_files as {
    download_url: string;
    file_name: string;
  }[];
  const token = `${event?.body.download_token}`;
  expect(files[0]?.file_name).toBe('Lecture.mp4');
  expect((await rig.download(files[0]?.download_url ?? '', token)).status).toBe(302);
  rig.fake.clock.advance(24 * 60 * MINUTE);
  expect((await rig.download(files[0]?.download_url ?? '', token)).status).toBe(401);
});

const FORMS = [
  { name: 'white space', options: { form: 'spaced' }, good: true },
  { name: 'another order of keys', options: { form: 'reordered' }, good: true },
  { name: 'a timestamp in milliseconds', options: { timestamp_unit: 'ms' }, good: true },
  { name: 'an old timestamp', options: { age_seconds: 301 }, good: true },
  { name: 'a wrong signature', options: { signature: 'wrong' }, good: false },
  { name: 'the signature of other bytes', options: { signature: 'of_other_bytes' }, good: false },
  { name: 'no signature', options: { signature: 'absent' }, good: false },
] as const;

test.each(FORMS)('an event with $name', async ({ options, good }) => {
  await subscribed();
  await rig.fake.webhooks.announce({ uuid: rig.fake.world.addMeeting().uuid, ...options });
  const [event] = received;
  expect(event && isSigned(event)).toBe(good);
  const sent = `${event?.headers['x-zm-request-timestamp']}`;
  const unit = 'timestamp_unit' in options ? 1000 : 1;
  const age = 'age_seconds' in options ? options.age_seconds : 0;
  expect(Number(sent)).toBe((NOW / 1000 - age) * unit);
});

test('duplicates are the same bytes', async () => {
  await subscribed();
  await rig.fake.webhooks.announce({ uuid: rig.fake.world.addMeeting().uuid, copies: 3 });
  expect(new Set(received.map(({ raw }) => raw)).size).toBe(1);
  expect(received).toHaveLength(3);
});

test('parts, the transcript before the recording, and an id that is text', async () => {
  await subscribed();
  const { uuid, id } = rig.fake.world.addMeeting({
    files: [
      { recording_type: 'active_speaker', minutes: 20 },
      { recording_type: 'active_speaker', starts_at_minute: 30 },
      { recording_type: 'audio_transcript', text: 'WEBVTT' },
    ],
  });
  const { announce } = rig.fake.webhooks;
  await announce({ uuid, event: 'recording.transcript_completed', id_as_text: true });
  await announce({ uuid, part: 1 });
  await announce({ uuid, part: 0 });
  const objects = received.map(({ body }) => body.payload.object);
  expect(objects[0]).toMatchObject({ id: `${id}`, recording_files: [{ file_type: 'TRANSCRIPT' }] });
  expect(objects[1]).toMatchObject({
    id,
    recording_files: [{ recording_start: '2026-03-15T11:30:00Z' }],
  });
  expect(objects[2]).toMatchObject({
    recording_files: [{ recording_start: '2026-03-15T11:00:00Z' }],
  });
});

test.each([500, 401, undefined])(
  'an event that is answered with %s comes after 5, 20 and 60 minutes',
  async answer => {
    await subscribed();
    status = answer;
    await rig.fake.webhooks.announce({ uuid: rig.fake.world.addMeeting().uuid });
    for (const minutes of [5, 20, 60]) {
      rig.fake.clock.advance(minutes * MINUTE - 1);
      expect(await rig.fake.webhooks.sendDue()).toBe(0);
      rig.fake.clock.advance(1);
      expect(await rig.fake.webhooks.sendDue()).toBe(1);
    }
    rig.fake.clock.advance(24 * 60 * MINUTE);
    expect(await rig.fake.webhooks.sendDue()).toBe(0);
    expect(received).toHaveLength(4);
  },
);

test('the end of an authorization is told once, and ends the tokens', async () => {
  await subscribed();
  const token = await rig.userToken();
  await rig.fake.webhooks.deauthorize('zoom-anna');
  expect(received[0]?.body).toMatchObject({
    event: 'app_deauthorized',
    payload: { user_id: 'zoom-anna' },
  });
  expect((await rig.get('/users/me', token)).status).toBe(401);
});
