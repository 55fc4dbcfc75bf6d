import { expect, test } from 'vitest';
import { Metadata } from '../../../../src/documents/metadata.contract.ts';
import { metadataStage } from '../../../../src/publishing/metadata/metadata-stage.ts';
import { sampleEdit, stageWork } from '../../../support/publishing/stage-work.ts';

const topics = {
  version: 1,
  provider: 'offline',
  model: 'm',
  granularity: 'long',
  language: 'en',
  themes: ['Light'],
  topics: [
    { title: 'Rays', start: 1, end: 30 },
    { title: 'Lenses', start: 30, end: 70 },
  ],
  breaks: [],
};

async function run(options: Parameters<typeof stageWork>[0]) {
  const { work, saved } = stageWork(options);
  await metadataStage()(work);
  const [file] = saved;
  if (!file || !('body' in file)) throw new Error('Nothing was saved.');
  return { body: file.body, metadata: Metadata.parse(JSON.parse(String(file.body))), file };
}

test('writes title, description and chapters on the clock of the cut video', async () => {
  const config = { metadata: { title_template: '{display_name} ({record_time:date})' } };
  const { metadata, file } = await run({ json: { edit: sampleEdit, topics }, config });
  expect(file).toMatchObject({ kind: 'metadata', fileName: 'metadata.json' });
  expect(metadata).toMatchObject({
    title: ['Optics (2026-11-20)'],
    duration_seconds: 60,
    themes: ['Light'],
    chapters: [
      { title: 'Rays', start: 0, end: 20 },
      { title: 'Lenses', start: 20, end: 60 },
    ],
  });
  expect(metadata.description).toEqual([
    'Light\n\n',
    { topics: '1. 00:00:00 — Rays\n2. 00:00:20 — Lenses', timestamps: true },
  ]);
});

test('two runs write the same bytes, also with the time of publication in them', async () => {
  const config = { metadata: { description_template: 'Published {publish_time}' } };
  const once = await run({ json: { edit: sampleEdit }, config });
  const again = await run({ json: { edit: sampleEdit }, config });
  expect(again.body).toBe(once.body);
});

test('without topics there is a title and an empty description', async () => {
  const { metadata } = await run({ json: { edit: sampleEdit } });
  expect(metadata).toMatchObject({ title: ['Optics'], chapters: [], themes: [] });
  expect(metadata.description.join('').trim()).toBe('');
});

test('without an edit list it says what is missing', async () => {
  await expect(metadataStage()(stageWork().work)).rejects.toMatchObject({ code: 'missing_input' });
});
