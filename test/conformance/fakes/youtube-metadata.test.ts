import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Rig, startRig, videosOf } from './youtube-rig.ts';

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.youtube.close());

const tags = (...lengths: number[]) => lengths.map(length => 'x'.repeat(length));

test.each([
  { name: 'a title of 100', snippet: { title: 'я'.repeat(100) } },
  { name: 'a title of 101', snippet: { title: 'я'.repeat(101) }, reason: 'invalidTitle' },
  { name: 'an empty title', snippet: { title: '' }, reason: 'invalidTitle' },
  { name: 'no title', snippet: {}, reason: 'invalidTitle' },
  { name: 'a title with <', snippet: { title: 'a < b' }, reason: 'invalidTitle' },
  { name: 'a title with >', snippet: { title: 'a > b' }, reason: 'invalidTitle' },
  { name: '5000 bytes of description', snippet: { title: 'a', description: 'я'.repeat(2500) } },
  {
    name: '5001 bytes of description',
    snippet: { title: 'a', description: `${'я'.repeat(2500)}x` },
    reason: 'invalidDescription',
  },
  {
    name: 'a description with <',
    snippet: { title: 'a', description: '<b>' },
    reason: 'invalidDescription',
  },
  { name: '500 characters of tags, with the comma', snippet: { title: 'a', tags: tags(250, 249) } },
  {
    name: '501 characters of tags, with the comma',
    snippet: { title: 'a', tags: tags(250, 250) },
    reason: 'invalidTags',
  },
  { name: 'a tag of 498 with a space', snippet: { title: 'a', tags: [`a ${'x'.repeat(496)}`] } },
  {
    name: 'a tag of 499 with a space: its quotes count',
    snippet: { title: 'a', tags: [`a ${'x'.repeat(497)}`] },
    reason: 'invalidTags',
  },
  { name: 'tags that are no list', snippet: { title: 'a', tags: 'a,b' }, reason: 'invalidTags' },
  { name: 'education', snippet: { title: 'a', categoryId: '27' } },
  {
    name: 'a category that nobody can choose',
    snippet: { title: 'a', categoryId: '30' },
    reason: 'invalidCategoryId',
  },
  {
    name: 'a category as a number',
    snippet: { title: 'a', categoryId: 27 },
    reason: 'invalidCategoryId',
  },
  {
    name: 'another privacy',
    status: { privacyStatus: 'secret' },
    reason: 'forbiddenPrivacySetting',
    code: 403,
  },
  {
    name: 'another licence',
    status: { license: 'mit' },
    reason: 'forbiddenLicenseSetting',
    code: 403,
  },
  {
    name: 'a planned private video',
    status: { privacyStatus: 'private', publishAt: '2026-04-01T09:00:00Z' },
  },
  {
    name: 'a planned public video',
    status: { privacyStatus: 'public', publishAt: '2026-04-01T09:00:00Z' },
    reason: 'invalidPublishAt',
  },
  {
    name: 'a planned unlisted video',
    status: { privacyStatus: 'unlisted', publishAt: '2026-04-01T09:00:00Z' },
    reason: 'invalidPublishAt',
  },
  {
    name: 'a plan without privacy',
    status: { publishAt: '2026-04-01T09:00:00Z' },
    reason: 'invalidPublishAt',
  },
  {
    name: 'a plan in words',
    status: { privacyStatus: 'private', publishAt: 'tomorrow' },
    reason: 'invalidPublishAt',
  },
  { name: 'a flag as text', status: { embeddable: 'yes' }, reason: 'invalidVideoMetadata' },
  {
    name: 'all flags',
    status: {
      privacyStatus: 'unlisted',
      license: 'creativeCommon',
      embeddable: false,
      publicStatsViewable: false,
      selfDeclaredMadeForKids: false,
      containsSyntheticMedia: true,
    },
  },
  { name: 'a recording date', recordingDetails: { recordingDate: '2026-03-01T00:00:00Z' } },
  {
    name: 'a recording date in words',
    recordingDetails: { recordingDate: 'in spring' },
    reason: 'invalidRecordingDetails',
  },
  {
    name: 'translations without a language',
    localizations: { ru: { title: 'я' } },
    reason: 'defaultLanguageNotSet',
  },
  {
    name: 'translations with a language',
    snippet: { title: 'a', defaultLanguage: 'en' },
    localizations: { ru: { title: 'я' } },
  },
])('$name: $reason', async ({ name: _, reason, code = 400, ...body }) => {
  const whole = { snippet: { title: 'a' }, ...body };
  const reply = await rig.start({ body: whole });
  expect([reply.status, reply.reason]).toEqual(reason ? [code, reason] : [200, undefined]);
});

const list = async (
  id: string,
  part = 'snippet,status,processingDetails,statistics,contentDetails',
) => (await rig.call(`GET /youtube/v3/videos?part=${part}&id=${id}`)).value.items[0];

test('a planned video is private until its time, a past time publishes at once', async () => {
  const planned = (publishAt: string) =>
    rig.insert({ snippet: { title: 'a' }, status: { privacyStatus: 'private', publishAt } });
  const id = await planned('2026-03-09T15:30:00Z');
  expect((await list(id)).status).toMatchObject({
    privacyStatus: 'private',
    publishAt: '2026-03-09T15:30:00Z',
  });
  rig.clock.set(Date.parse('2026-03-09T15:30:00Z'));
  const { status } = await list(id);
  expect([status.privacyStatus, status.publishAt]).toEqual(['public', undefined]);
  expect((await list(await planned('2020-01-01T00:00:00Z'))).status.privacyStatus).toBe('public');
});

const update = (part: string, body: object) =>
  rig.json(`PUT /youtube/v3/videos?part=${part}`, body);

test('a part that is updated is replaced as a whole', async () => {
  const id = await rig.insert({
    snippet: { title: 'a', description: 'long', tags: ['x'] },
    status: { privacyStatus: 'private' },
  });
  const reply = await update('snippet', { id, snippet: { title: 'b', categoryId: '27' } });
  expect(reply.value.snippet).toMatchObject({ title: 'b', categoryId: '27', description: '' });
  expect(reply.value.snippet.tags).toBeUndefined();
  expect((await list(id)).status.privacyStatus).toBe('private');
});

test.each([
  {
    name: 'no category',
    part: 'snippet',
    body: { snippet: { title: 'b' } },
    reason: 'invalidCategoryId',
  },
  {
    name: 'no title',
    part: 'snippet',
    body: { snippet: { categoryId: '27' } },
    reason: 'invalidTitle',
  },
  { name: 'no snippet in a part snippet', part: 'snippet', body: {}, reason: 'invalidCategoryId' },
  { name: 'no part', part: '', body: {}, reason: 'missingRequiredParameter' },
  { name: 'no id', part: 'status', body: { id: undefined }, reason: 'invalidVideoMetadata' },
  { name: 'an id that is none', part: 'status', body: { id: 'nothing' }, reason: 'videoNotFound' },
  {
    name: 'a plan for a video that was public',
    part: 'status',
    body: { status: { privacyStatus: 'private', publishAt: '2026-04-01T09:00:00Z' } },
    reason: 'invalidPublishAt',
  },
])('an update is refused with $reason for $name', async ({ part, body, reason }) => {
  const id = await rig.insert({ snippet: { title: 'a' }, status: { privacyStatus: 'public' } });
  expect((await update(part, { id, ...body })).reason).toBe(reason);
});

test('a project without an audit has its videos locked to private', async () => {
  rig.youtube.accounts.registry.addApp({
    client_id: 'app',
    client_secret: 'secret',
    audited: false,
  });
  const id = await rig.insert({ snippet: { title: 'a' }, status: { privacyStatus: 'public' } });
  expect((await list(id)).status.privacyStatus).toBe('private');
});

test('processing goes on by the clock to its end', async () => {
  const id = await rig.insert();
  expect(await list(id)).toMatchObject({
    status: { uploadStatus: 'uploaded' },
    processingDetails: {
      processingStatus: 'processing',
      processingProgress: { partsProcessed: '0' },
    },
  });
  rig.clock.advance(5000);
  expect((await list(id)).processingDetails.processingProgress.partsProcessed).toBe('50');
  rig.clock.advance(5000);
  expect(await list(id)).toMatchObject({
    status: { uploadStatus: 'processed' },
    processingDetails: { processingStatus: 'succeeded' },
  });
});

test.each([
  {
    kind: 'processing_fails',
    reason: 'codec',
    status: { uploadStatus: 'failed', failureReason: 'codec' },
    processing: { processingStatus: 'failed', processingFailureReason: 'transcodeFailed' },
  },
  {
    kind: 'processing_rejects',
    reason: 'duplicate',
    status: { uploadStatus: 'rejected', rejectionReason: 'duplicate' },
    processing: { processingStatus: 'terminated' },
  },
])(
  '$kind with $reason, after the insert succeeded',
  async ({ kind, reason, status, processing }) => {
    rig.youtube.faults.add({ operation: 'videos.insert', kind, reason });
    const id = await rig.insert();
    rig.clock.advance(10_000);
    expect(await list(id)).toMatchObject({ status, processingDetails: processing });
  },
);

test('numbers are strings, hidden ones are missing, a deleted video is left out', async () => {
  const id = await rig.insert();
  rig.youtube.changeVideo({ id, statistics: { views: 12, likes: 3, dislikes: 1, comments: 2 } });
  expect((await list(id)).statistics).toEqual({
    viewCount: '12',
    likeCount: '3',
    dislikeCount: '1',
    commentCount: '2',
    favoriteCount: '0',
  });
  rig.youtube.changeVideo({ id, statistics: null });
  expect((await list(id)).statistics).toEqual({});
  expect((await rig.call(`DELETE /youtube/v3/videos?id=${id}`)).status).toBe(204);
  expect(await list(id)).toBeUndefined();
  expect(videosOf(rig.youtube)).toEqual([]);
});

test('others see what is public, and nothing that is for the owner', async () => {
  const open = await rig.insert({ snippet: { title: 'a' }, status: { privacyStatus: 'public' } });
  const closed = await rig.insert();
  rig.useToken(rig.tokenOf('boris'));
  expect((await list(open, 'statistics')).statistics.dislikeCount).toBeUndefined();
  expect(await list(closed, 'snippet')).toBeUndefined();
  expect((await rig.call(`GET /youtube/v3/videos?part=processingDetails&id=${open}`)).reason).toBe(
    'forbidden',
  );
  expect((await rig.call(`DELETE /youtube/v3/videos?id=${open}`)).reason).toBe('forbidden');
  expect((await rig.call(`DELETE /youtube/v3/videos?id=${closed}`)).reason).toBe('videoNotFound');
});

test('more than 50 ids are too many', async () => {
  const ids = Array.from({ length: 51 }, () => 'x').join(',');
  expect((await rig.call(`GET /youtube/v3/videos?part=id&id=${ids}`)).reason).toBe(
    'invalidParameter',
  );
});
