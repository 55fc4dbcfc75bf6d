import { expect, test } from 'vitest';
import { toEdited } from '#src/documents/edit-map.ts';
import { beeps, clip, flashes, lavfi } from './support/clips.ts';
import { analyzed, rendered, testFolder } from './support/engine.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';

const folder = testFolder();
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];

/** An hour at one picture a second, with these filters behind its digital silence. */
const hour = (name: string, sound: string) =>
  clip(folder, name, [
    ...lavfi('color=gray:s=64x36:r=1:d=3600'),
    ...[...lavfi(sound), '-shortest', ...H264, '-c:a', 'flac'],
  ]);

test('an hour of silence is kept whole, with a note', async () => {
  const { outcome, edit, speech } = await analyzed(folder, hour('silence.mkv', 'anullsrc=r=8000'));
  expect(outcome.note).toMatch(/nothing was cut/);
  expect(edit.kept).toHaveLength(1);
  expect(edit.kept_seconds).toBeCloseTo(3600, 0);
  expect(speech.chunks).toEqual([]);
});

test('of an hour of silence around one sentence the sentence stays', async () => {
  const late = 'sine=d=3:r=8000,adelay=1800000,apad=whole_dur=3600';
  const { outcome, edit, speech } = await analyzed(folder, hour('sentence.mkv', late));
  expect(outcome.note).toBeUndefined();
  expect(edit.kept).toHaveLength(1);
  expect(edit.kept[0]?.start).toBeLessThan(1800);
  expect(edit.kept[0]?.end).toBeGreaterThan(1803);
  expect(edit.kept_seconds).toBeLessThan(6);
  expect(speech.chunks).toHaveLength(1);
});

test('a slide that stands for minutes is shown as long as somebody talks', async () => {
  const markers = { at: [1, 150], seconds: 0.2 };
  const moving = ",select='lt(t,2)+gte(t,149.5)'";
  const seconds = 152;
  // In words, as it were: what is steady is taken for noise.
  const words = "volume='between(t,2,140)*lt(mod(t,1),0.7)':eval=frame";
  const talk = `[1:a]${words}[talk];[2:a][talk]amix=normalize=0[a]`;
  const path = clip(folder, 'slides.mp4', [
    ...lavfi(flashes(markers, { rate: '30', size: '160x90', seconds }) + moving),
    ...lavfi(`sine=d=${seconds}`),
    ...lavfi(beeps(markers, { seconds })),
    ...['-filter_complex', talk, '-map', '0:v', '-map', '[a]', '-fps_mode', 'vfr', ...H264],
  ]);
  const { probe, edit, output, video } = await rendered(folder, path);
  expect(probe.video).toMatchObject({ frame_rate: '30/1' });
  expect(edit.kept_seconds).toBeGreaterThan(138);
  expect(edit.cuts.length).toBeGreaterThan(0);
  expect(output.video?.frames).toBe(Math.round(edit.kept_seconds * 30));
  const planned = markers.at.map(at => toEdited(edit, at));
  for (const found of [flashStarts(video, 30), beepStarts(video)]) {
    expect(found).toHaveLength(2);
    found.forEach((at, index) => {
      expect(Math.abs(at - (planned[index] ?? 0))).toBeLessThanOrEqual(0.001);
    });
  }
});
