import { expect, test } from 'vitest';
import { thumbnailName } from '../../../src/documents/thumbnail-name.ts';
import { gatherPublication } from '../../../src/publishing/publication.ts';
import { memoryThumbnails } from '../../support/fakes/memory/thumbnails.ts';
import { artifact, metadata, SUBJECT } from '../../support/publishing/publication.ts';
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

const gather = (options: Parameters<typeof stageWork>[0]) =>
  gatherPublication(stageWork(options).work, memoryThumbnails());

test('gathers what stages made, on the clock of the cut video', async () => {
  const gathered = await gather({ json, artifacts });
  expect(gathered.subject).toEqual(SUBJECT);
  expect(gathered.sentences).toEqual([
    { start: 1, end: 2, text: 'One.' },
    { start: 15, end: 16, text: 'Two.' },
  ]);
  expect(gathered.subtitles.map(({ language, format }) => `${language}.${format}`)).toEqual([
    'en.srt',
    'en.vtt',
    'en.ass',
  ]);
  expect(gathered.poster?.key).toContain('b.jpg');
  // The third tile shows what was cut; the fourth stands for all that follows the cut.
  const places = gathered.sprite?.previews.map(({ start, end, x, y }) => [start, end, x, y]);
  expect(places).toEqual([
    [0, 8, 0, 0],
    [8, 10, 160, 0],
    [10, 60, 160, 90],
  ]);
});

test.each([
  {
    name: 'all of what was cut',
    variants: ['01-15000ms.jpg', '02-16000ms.jpg'],
    poster: undefined,
  },
  { name: 'of an engine that told no times', variants: ['01.jpg', '02.jpg'], poster: '01.jpg' },
])('thumbnails $name', async ({ variants, poster }) => {
  const others = artifacts.filter(({ kind }) => kind !== 'thumbnail');
  const thumbnails = variants.map(variant => artifact('thumbnail', variant, { variant }));
  const gathered = await gather({ json, artifacts: [...others, ...thumbnails] });
  expect(gathered.poster?.key).toBe(thumbnails.find(({ variant }) => variant === poster)?.key);
});

test('changed content has another hash, the same content the same', async () => {
  const other = artifacts.map(item =>
    item.kind === 'metadata' ? { ...item, sha256: 'cc' } : item,
  );
  const lists = [artifacts, artifacts.toReversed(), other];
  const gathered = await Promise.all(lists.map(list => gather({ json, artifacts: list })));
  const [first, second, third] = gathered.map(({ contentHash }) => contentHash);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('without transcript and thumbnail there is still something to publish', async () => {
  const gathered = await gather({
    json: { edit: sampleEdit, metadata: metadata() },
    artifacts: artifacts.slice(0, 2),
  });
  expect(gathered).toMatchObject({
    sentences: [],
    subtitles: [],
    poster: undefined,
    sprite: undefined,
    language: undefined,
  });
});

test.each([
  ['the video', { json, artifacts: artifacts.slice(1) }],
  ['the metadata', { json: { edit: sampleEdit }, artifacts }],
])('without %s it says what is missing', async (_name, options) => {
  await expect(gather(options)).rejects.toMatchObject({ code: 'missing_input' });
});
