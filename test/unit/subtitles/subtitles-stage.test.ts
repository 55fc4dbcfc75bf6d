import { expect, test } from 'vitest';
import { subtitlesStage } from '../../../src/subtitles/subtitles-stage.ts';
import { writeSrt, writeVtt } from '../../../src/subtitles/write-cues.ts';
import { DATABASES } from '../../support/lectures.ts';
import { madeTranscript, transcriptOf } from '../../support/made-transcript.ts';
import { runStage, uncut } from '../../support/stage-run.ts';

const { transcript } = madeTranscript([DATABASES[0]?.text ?? '']);

test.each(['srt', 'vtt'])('the %s of a lecture matches its golden file', async format => {
  const files = { transcript, edit: uncut(80) };
  const { saved, outcome } = await runStage(subtitlesStage(), { files });
  const made = saved.find(({ variant }) => variant === `en.${format}`);
  await expect(made?.text).toMatchFileSnapshot(`golden/lecture.${format}`);
  expect(outcome.facts).toMatchObject({ language: 'en' });
});

test('the config sets length of lines', async () => {
  const files = { transcript, edit: uncut(80) };
  const config = { subtitles: { max_line_characters: 20 } };
  const { saved } = await runStage(subtitlesStage(), { files, config });
  const lines = saved[0]?.text.split('\n').filter(line => !line.includes('-->')) ?? [];
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(20);
});

test('nothing said: no files, and a note', async () => {
  const files = { transcript: transcriptOf([]), edit: uncut(80) };
  const { saved, outcome } = await runStage(subtitlesStage(), { files });
  expect(saved).toEqual([]);
  expect(outcome.note).toBe('There are no words to show.');
});

test.each(['transcript', 'edit'])('without %s there is nothing to work on', async missing => {
  const files: Record<string, unknown> = { transcript, edit: uncut(80) };
  delete files[missing];
  await expect(runStage(subtitlesStage(), { files })).rejects.toMatchObject({
    code: 'missing_input',
  });
});

const odd = [
  { start: 0, end: 1.0004, lines: ['a < b && <i>c</i>', '1 --> 2'] },
  { start: 3599.9996, end: 360_000.5, lines: ['late'] },
];

test('WebVTT escapes what would be a tag, an entity or an arrow', () => {
  expect(writeVtt(odd)).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na &lt; b &amp;&amp; &lt;i&gt;c&lt;/i&gt;\n1 --&gt; 2\n\n' +
      '01:00:00.000 --> 100:00:00.500\nlate\n',
  );
});

test('SubRip has no escapes: arrows and tags become look-alikes', () => {
  expect(writeSrt(odd)).toBe(
    '1\n00:00:00,000 --> 00:00:01,000\na < b && ‹i>c‹/i>\n1 → 2\n\n' +
      '2\n01:00:00,000 --> 100:00:00,500\nlate\n',
  );
});
