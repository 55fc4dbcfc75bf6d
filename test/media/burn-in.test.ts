import { beforeAll, describe, expect, test } from 'vitest';
import { renderStage } from '#src/media/render/render.ts';
import { subtitlesStage } from '#src/subtitles/subtitles-stage.ts';
import { memoryInterim } from '../support/fakes/memory/interim.ts';
import { transcriptOf } from '../support/made-transcript.ts';
import { clip, ffmpeg, lavfi } from './support/clips.ts';
import { analyzed, engine, testFolder } from './support/engine.ts';

const folder = testFolder();
const RATE = 25;
/** Sixteen seconds of a dark picture, with a pause from 3 to 7 that is cut. */
const TALK = [
  ...lavfi('color=0x303030:s=320x180:r=25:d=16,noise=alls=8:allf=t'),
  ...lavfi("aevalsrc='0.2*sin(2*PI*300*t)*(lt(t,3)+gt(t,7))':s=48000:d=16"),
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50'],
];
const say = (start: number, texts: string[]) =>
  texts.map((text, index) => ({
    text,
    start: start + index * 0.4,
    end: start + index * 0.4 + 0.35,
  }));
const WORDS = [
  ...say(0.6, ['Heat', 'flows', 'downhill.']),
  ...say(8, [
    'Теплота',
    'всегда',
    'идёт',
    'вниз',
    'и',
    'никогда',
    'сама',
    'вверх,',
    'как',
    'вода.',
  ]),
  ...say(13.5, ['Any', 'questions?']),
];

type Made = Awaited<ReturnType<typeof analyzed>>;
let made: Made;
beforeAll(async () => {
  made = await analyzed(folder, clip(folder, 'talk.mp4', TALK));
  const body = JSON.stringify({ ...transcriptOf(WORDS), language: 'ru' });
  const file = { kind: 'transcript' as const, fileName: 'transcript.json', contentType: '' };
  await made.recording.work().save({ ...file, body });
});

/** The newest captions are the only ones, as in a pipeline. */
async function writeCaptions(config: object) {
  const before = made.recording.artifacts.findIndex(({ kind }) => kind === 'burn_in');
  if (before >= 0) made.recording.artifacts.splice(before, 1);
  await subtitlesStage()(made.recording.work({ config }));
}

/** Makes captions and picture; how many encoders and joins that took. */
async function burn(picture: object) {
  const config = { picture: { burn_in: { enabled: true, ...picture } } };
  await writeCaptions(config);
  const runs = { encoders: 0, joins: 0 };
  const counting = {
    ...engine,
    encodePart: (request: Parameters<typeof engine.encodePart>[0]) => {
      runs.encoders += 1;
      return engine.encodePart(request);
    },
    join: (request: Parameters<typeof engine.join>[0]) => {
      runs.joins += 1;
      return engine.join(request);
    },
  };
  const { facts, note } = await renderStage(counting)(made.recording.work({ config }));
  return { ...runs, facts, note, path: made.recording.pathOf('video') };
}

/** Bright pixels of each frame, in the upper and the lower third. */
function ink(path: string) {
  const third = (y: string) => {
    const crop = ['-vf', `crop=320:60:0:${y},format=gray`];
    const pixels = ffmpeg([
      '-i',
      path,
      '-an',
      '-fps_mode',
      'passthrough',
      ...crop,
      '-f',
      'rawvideo',
      '-',
    ]);
    const size = 320 * 60;
    return Array.from({ length: pixels.length / size }, (_, frame) =>
      pixels
        .subarray(frame * size, (frame + 1) * size)
        .reduce((sum, value) => sum + (value > 180 ? 1 : 0), 0),
    );
  };
  return { upper: third('0'), lower: third('120') };
}

/** For each frame of the result, whether a caption is due. */
function due(frames: number) {
  const seconds = (clock = '') => {
    const [hours = 0, minutes = 0, rest = 0] = clock.split(':').map(Number);
    return hours * 3600 + minutes * 60 + rest;
  };
  const cues = made.recording
    .text('burn_in')
    .split('\n')
    .filter(line => line.startsWith('Dialogue'));
  const spans = cues.map(line => line.split(',').slice(1, 3).map(seconds));
  expect(spans.length).toBeGreaterThanOrEqual(3);
  return Array.from({ length: frames }, (_, frame) =>
    spans.some(([start = 0, end = 0]) => start <= frame / RATE && frame / RATE < end),
  );
}

describe('captions in the picture', () => {
  test('show on their frames and on no other, across the parts of the picture', async () => {
    const { path, facts, encoders, joins } = await burn({});
    expect(facts).toMatchObject({ method: 'encode', refused: 'smart: burn-in' });
    expect([encoders, joins]).toEqual([2, 1]);
    const { upper, lower } = ink(path);
    expect(lower.map(pixels => pixels > 60)).toEqual(due(lower.length));
    expect(Math.max(...upper)).toBe(0);
    // The second part begins amid a caption.
    expect(due(lower.length)[Math.round(lower.length / 2)]).toBe(true);
  });

  test('stand where the config says', async () => {
    const { path } = await burn({ position: 'top', preset: 'yellow' });
    const { upper, lower } = ink(path);
    expect(upper.map(pixels => pixels > 60)).toEqual(due(upper.length));
    expect(Math.max(...lower)).toBe(0);
  });
});

test('shared by tasks, captions and watermark are right across their borders', async () => {
  const picture = { burn_in: { enabled: true }, watermark: { text: 'castline', opacity: 1 } };
  const config = { picture, sound: { loudness: { enabled: true } } };
  await writeCaptions(config);
  const interim = memoryInterim();
  const run = (part?: number) => {
    const work = made.recording.work({ config });
    return renderStage(engine, 4)({ ...work, interim, part, maxTasks: 2 });
  };
  expect(await run()).toEqual({ unfinished: { parts: 2 } });
  await Promise.all([run(1), run(0)]);
  const { facts } = await run();
  expect(facts).toMatchObject({ tasks: 2, refused: 'smart: burn-in, watermark' });
  expect(Math.abs(Number(facts?.loudness_lufs) + 14)).toBeLessThan(1);
  const { upper, lower } = ink(made.recording.pathOf('video'));
  expect(lower.map(pixels => pixels > 60)).toEqual(due(lower.length));
  expect(Math.min(...upper)).toBeGreaterThan(20);
});

test('without words the picture is cut as ever, and a note says so', async () => {
  const transcript = made.recording.artifacts.find(({ kind }) => kind === 'transcript');
  const mute = { ...made.recording.work({ config: { picture: { burn_in: { enabled: true } } } }) };
  const artifacts = mute.artifacts.filter(
    ({ kind }) => kind !== 'burn_in' && kind !== transcript?.kind,
  );
  const { facts, note } = await renderStage(engine)({ ...mute, artifacts });
  expect(facts).toMatchObject({ method: 'smart' });
  expect(note).toBe('There are no words to burn in: the picture has no captions.');
});
