import { expect, test } from 'vitest';
import { thumbnailName } from '../../../src/documents/thumbnail-name.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import type { Attempt, Publisher } from '../../../src/publishing/ports.ts';
import { publishStage } from '../../../src/publishing/publish-stage.ts';
import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import { artifact, metadata } from '../../support/publishing/publication.ts';
import { sampleEdit, stageWork } from '../../support/publishing/stage-work.ts';

const transcript = {
  version: 1,
  provider: 'offline',
  model: 'm',
  language: 'en',
  words: [
    { start: 1, end: 2, text: 'one' },
    { start: 25, end: 26, text: 'two' },
  ],
  segments: [
    { start: 1, end: 2, text: 'One.', first_word: 0, last_word: 1 },
    { start: 25, end: 26, text: 'Two.', first_word: 1, last_word: 2 },
  ],
  cost: { audio_seconds: 1, amount_minor: 0, currency: 'USD' },
};
const artifacts = [
  artifact('video', 'video.mp4', { content_type: 'video/mp4' }),
  artifact('metadata', 'metadata.json'),
  artifact('subtitles', 'en.srt', { variant: 'en.srt' }),
  artifact('subtitles', 'en.vtt', { variant: 'en.vtt' }),
  artifact('subtitles', 'en.ass', { variant: 'en.ass' }),
  artifact('subtitles', 'x', { variant: '../evil.vtt' }),
  artifact('subtitles', 'x', { variant: 'en.exe' }),
  // The best one shows what was cut.
  artifact('thumbnail', 'a.jpg', { variant: thumbnailName(1, 15) }),
  artifact('thumbnail', 'b.jpg', { variant: thumbnailName(2, 8.04) }),
  artifact('sprite_sheet', 'sprite.jpg', { content_type: 'image/jpeg' }),
];
const tiles = { tile_width: 160, tile_height: 90, columns: 2, seconds: [0, 8, 15, 25] };
const json = {
  edit: sampleEdit,
  metadata: metadata(),
  transcript,
  sprite: { version: 1, ...tiles },
};

function publisher(publish: Publisher['publish']) {
  const attempts: Attempt[] = [];
  const library: Publisher = {
    publish: async attempt => {
      attempts.push(attempt);
      return publish(attempt);
    },
    settle: async () => {},
    remove: async () => {},
  };
  return { attempts, platforms: { library } };
}

const published = async () => ({ url: 'https://site/page', details: {} });
/** Our own pages, and `elsewhere` for those of others. */
const stage = (
  platforms: Record<string, Publisher>,
  presetPlatform?: Record<string, string | undefined>,
) =>
  publishStage({
    targets: memoryTargets().targets,
    clock: () => 1000,
    presets: {
      find: async (_workspaceId, id) => {
        const platform = presetPlatform ? presetPlatform[id] : 'library';
        return platform ? { id, platform, credentialId: null, settings: {} } : undefined;
      },
    },
    platforms: {
      find: name => {
        const publisher = platforms[name];
        return publisher && { hostsPage: name === 'library', publisher: async () => publisher };
      },
    },
  });

test('gathers what stages made, on the clock of the cut video', async () => {
  const { attempts, platforms } = publisher(published);
  const { work, saved } = stageWork({ json, artifacts });
  const facts = { targets: 1, watch_url: 'https://site/page' };
  expect(await stage(platforms)(work)).toEqual({ facts });
  const gathered = attempts[0]?.publication;
  expect(gathered?.sentences).toEqual([
    { start: 1, end: 2, text: 'One.' },
    { start: 15, end: 16, text: 'Two.' },
  ]);
  expect(gathered?.subtitles.map(({ language, format }) => `${language}.${format}`)).toEqual([
    'en.srt',
    'en.vtt',
    'en.ass',
  ]);
  expect(gathered?.poster?.variant).toBe('02-8040ms.jpg');
  // The third tile shows what was cut; the fourth stands for all that follows the cut.
  const places = gathered?.sprite?.previews.map(({ start, end, x, y }) => [start, end, x, y]);
  expect(places).toEqual([
    [0, 8, 0, 0],
    [8, 10, 160, 0],
    [10, 60, 160, 90],
  ]);
  const body = saved.map(file => ('body' in file ? JSON.parse(String(file.body)) : undefined));
  const targets = [{ preset: 'library', url: 'https://site/page' }];
  expect(body).toEqual([{ version: 1, watch_url: 'https://site/page', targets }]);
});

test.each([
  {
    name: 'all of what was cut',
    variants: ['01-15000ms.jpg', '02-16000ms.jpg'],
    poster: undefined,
  },
  { name: 'of an engine that told no times', variants: ['01.jpg', '02.jpg'], poster: '01.jpg' },
])('thumbnails $name', async ({ variants, poster }) => {
  const { attempts, platforms } = publisher(published);
  const others = artifacts.filter(({ kind }) => kind !== 'thumbnail');
  const thumbnails = variants.map(variant => artifact('thumbnail', variant, { variant }));
  await stage(platforms)(stageWork({ json, artifacts: [...others, ...thumbnails] }).work);
  expect(attempts[0]?.publication.poster?.variant).toBe(poster);
});

test('changed content has another hash, the same content the same', async () => {
  const { attempts, platforms } = publisher(published);
  const other = artifacts.map(item =>
    item.kind === 'metadata' ? { ...item, sha256: 'cc' } : item,
  );
  for (const list of [artifacts, artifacts.toReversed(), other]) {
    await stage(platforms)(stageWork({ json, artifacts: list }).work);
  }
  const [first, second, third] = attempts.map(({ publication }) => publication.contentHash);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('without transcript and thumbnail there is still something to publish', async () => {
  const { attempts, platforms } = publisher(published);
  const { work } = stageWork({
    json: { edit: sampleEdit, metadata: metadata() },
    artifacts: artifacts.slice(0, 2),
  });
  await stage(platforms)(work);
  const gathered = {
    sentences: [],
    subtitles: [],
    poster: undefined,
    sprite: undefined,
    language: undefined,
  };
  expect(attempts[0]?.publication).toMatchObject(gathered);
});

test.each([
  ['the video', { json, artifacts: artifacts.slice(1) }],
  ['the metadata', { json: { edit: sampleEdit }, artifacts }],
])('without %s it says what is missing', async (_name, options) => {
  const { platforms } = publisher(published);
  const failure = stage(platforms)(stageWork(options).work);
  await expect(failure).rejects.toMatchObject({ code: 'missing_input' });
});

test('a failed preset fails the stage under its own code, and no page is saved', async () => {
  const { platforms } = publisher(async () => {
    throw new StageError('provider_rejected');
  });
  const { work, saved } = stageWork({ json, artifacts });
  await expect(stage(platforms)(work)).rejects.toMatchObject({ code: 'provider_rejected' });
  expect(saved).toEqual([]);
});

test.each([
  { name: 'preset', presets: {} },
  { name: 'platform', presets: { library: 'elsewhere' } },
])('an unknown $name is a failure, not a silent skip', async ({ presets }) => {
  const { platforms } = publisher(published);
  const { work } = stageWork({ json, artifacts });
  await expect(stage(platforms, presets)(work)).rejects.toMatchObject({ code: 'engine_failed' });
});

test('addresses of other platforms are no page to watch', async () => {
  const { platforms } = publisher(published);
  const { work, saved } = stageWork({ json, artifacts });
  const elsewhere = stage({ elsewhere: platforms.library }, { library: 'elsewhere' });
  expect(await elsewhere(work)).toEqual({ facts: { targets: 1 } });
  const [page] = saved;
  expect(page && 'body' in page && JSON.parse(String(page.body))).toMatchObject({
    watch_url: null,
  });
});
