import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Transcript } from '../../src/documents/transcript.contract.ts';
import { BAD_MEDIA } from '../support/bad-media.ts';
import { expectPublishedOnce, leftBehind, process } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

test.each([
  { media: 'text', stage: 'analyze', code: 'not_media' },
  { media: 'playlist', stage: 'analyze', code: 'playlist_refused' },
  { media: 'truncated', stage: 'analyze', code: 'incomplete_media' },
  { media: 'program', stage: 'analyze', code: 'not_media' },
  { media: 'tooLarge', stage: 'analyze', code: 'picture_too_large' },
  { media: 'firstBytes', stage: 'analyze', code: 'incomplete_media' },
  { media: 'subtitlesAlone', stage: 'analyze', code: 'no_streams' },
] as const)('$media fails in $stage with $code, at once and without a slot kept', async row => {
  const { details } = await process(cloud, await BAD_MEDIA[row.media]());
  expect(details.status).toBe('FAILED');
  expect(details.failure).toMatchObject({ stage: row.stage, code: row.code });
  expect(details.failure?.reason).toMatch(/\w+ .*\./);
  expect(details.stages.find(({ name }) => name === row.stage)?.attempts).toBe(1);
  expect((await leftBehind(cloud)).slots).toEqual([]);
});

test.each([
  { media: 'silent', note: /sound/i },
  { media: 'withoutAudio', note: /sound|audio/i },
  { media: 'noSpeech', note: /speech/i },
  { media: 'damaged', note: /damaged/i },
] as const)('$media is published all the same, with a note', async ({ media, note }) => {
  const { details } = await process(cloud, await BAD_MEDIA[media]());
  await expectPublishedOnce(cloud, details);
  const notes = details.stages.flatMap(stage => stage.note ?? []);
  expect(notes.join(' ')).toMatch(note);
});

test('a second of odd size under a name full of quotes is published under that name', async () => {
  const { details } = await process(cloud, await BAD_MEDIA.oneSecond());
  await expectPublishedOnce(cloud, details);
  expect(details.display_name).toBe('Лекция "1" — it\'s 100%');
  const page = await (await fetch(details.watch_url ?? '')).text();
  expect(page).toContain('Лекция &quot;1&quot; — it&#39;s 100%');
});

test('subtitles in an old encoding with overlapping cues become the transcript', async () => {
  const srt =
    '1\n00:00:04,000 --> 00:00:07,500\nЭто наша река\n\n2\n00:00:07,000 --> 00:00:09,000\nи она большая\n';
  const file = '.castline/test/old.srt';
  await writeFile(file, windows1251(srt));
  const { details } = await process(cloud, await talkClip(), file);
  await expectPublishedOnce(cloud, details);
  const transcript = details.artifacts.find(({ kind }) => kind === 'transcript');
  const { words, language } = Transcript.parse(await (await fetch(transcript?.url ?? '')).json());
  expect(words.map(({ text }) => text)).toEqual(['Это', 'наша', 'река', 'и', 'она', 'большая']);
  expect(language).toBe('ru');
});

test('a sidecar that is no subtitle file fails with what to do', async () => {
  const file = '.castline/test/broken.srt';
  await writeFile(file, Buffer.from([0, 159, 146, 150, 255, 254, 0, 0, 7]));
  const { details } = await process(cloud, await talkClip(), file);
  expect(details.failure).toMatchObject({ stage: 'transcribe', code: 'bad_sidecar' });
  expect((await leftBehind(cloud)).slots).toEqual([]);
});

/** Cyrillic capitals start at 0xC0, small letters at 0xE0. */
const windows1251 = (text: string) =>
  Buffer.from(
    [...text].map(character => {
      const code = character.codePointAt(0) ?? 63;
      return code >= 0x410 && code <= 0x44f ? code - 0x350 : code;
    }),
  );
