import { expect, test } from 'vitest';
import { SubtitlesConfig } from '../../../src/config/processing-config.contract.ts';
import { ASS_STYLES } from '../../../src/media/render/drawings/ass-styles.ts';
import { writeAss } from '../../../src/media/render/drawings/write-ass.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import { subtitlesStage } from '../../../src/subtitles/subtitles-stage.ts';
import { writeSrt, writeVtt } from '../../../src/subtitles/write-cues.ts';
import { DATABASES } from '../../support/lectures.ts';
import { madeTranscript, transcriptOf } from '../../support/made-transcript.ts';
import { runStage, uncut } from '../../support/stage-run.ts';

const { transcript } = madeTranscript([DATABASES[0]?.text ?? '']);

test.each(['srt', 'vtt', 'ass'])('the %s of a lecture matches its golden file', async format => {
  const files = { transcript, edit: uncut(80) };
  const config = { subtitles: { formats: [format] } };
  const { saved, outcome } = await runStage(subtitlesStage(), { files, config });
  expect(saved).toHaveLength(1);
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

test('a cancel stops a long calculation', async () => {
  const words = Array.from({ length: 60_000 }, (_, at) => ({ text: 'a', start: at, end: at + 1 }));
  const files = { transcript: transcriptOf(words), edit: uncut(60_000) };
  const cancel = new AbortController();
  const run = runStage(subtitlesStage(), { files, signal: cancel.signal });
  const timer = setTimeout(() => cancel.abort(new StageError('cancelled')), 1);
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  clearTimeout(timer);
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

test('SubRip keeps braces that players would take for commands', () => {
  const text = writeSrt([{ start: 0, end: 1, lines: ['{\\bf x} and {y:1}', '{a} set'] }]);
  expect(text.split('\n').slice(2, 4)).toEqual(['{\u2060\\bf x} and {\u2060y:1}', '{a} set']);
});

test('without a wish there are SubRip and WebVTT', async () => {
  const { saved } = await runStage(subtitlesStage(), { files: { transcript, edit: uncut(80) } });
  expect(saved.map(({ variant }) => variant)).toEqual(['en.srt', 'en.vtt']);
});

test.each([
  ['none at all', []],
  ['one twice', ['srt', 'srt']],
  ['an unknown one', ['sub']],
])('formats: %s is refused', (_name, formats) => {
  expect(SubtitlesConfig.safeParse({ formats }).success).toBe(false);
});

const video = {
  codec: 'h264',
  width: 1920,
  height: 1080,
  rotation: 0,
  frame_rate: '25/1',
  variable_frame_rate: false,
  pixel_format: 'yuv420p',
  start_seconds: 0,
};
const probe = {
  version: 1,
  format: 'mov',
  duration_seconds: 80,
  size_bytes: 1,
  audio: null,
  loudness_lufs: null,
  noise_floor_dbfs: null,
  sound_share: 1,
};

test.each([
  { name: 'wide', picture: video, size: [1280, 720] },
  { name: 'held upright', picture: { ...video, rotation: 90 }, size: [720, 1280] },
  { name: 'sound alone', picture: null, size: [1280, 720] },
])('ASS is measured in the shape of the picture: $name', async ({ picture, size }) => {
  const files = { transcript, edit: uncut(80), probe: { ...probe, video: picture } };
  const config = { subtitles: { formats: ['ass'], style: 'box' } };
  const { saved } = await runStage(subtitlesStage(), { files, config });
  expect(saved[0]?.text).toContain(`PlayResX: ${size[0]}\nPlayResY: ${size[1]}\n`);
});

test('ASS keeps braces and backslashes from becoming commands', () => {
  const cues = [{ start: 0.004, end: 3725.678, lines: ['{\\b1}a, b', 'C:\\New\\'] }];
  const ass = writeAss(cues, ASS_STYLES.outline, { width: 16, height: 9 });
  const joiner = '\u2060';
  expect(ass.split('\n').at(-2)).toBe(
    `Dialogue: 0,0:00:00.00,1:02:05.68,Default,,0,0,0,,\\{\\${joiner}b1\\}a, b\\NC:\\${joiner}New\\${joiner}`,
  );
});

test('ASS writes colours backwards, with transparency', () => {
  const style = { ...ASS_STYLES.box, textColour: '#102030', borderTransparency: 0.5 };
  const ass = writeAss([], style, { width: 16, height: 9 });
  expect(ass).toContain(',&H00302010,&H00302010,&H80000000,&H80000000,');
});
