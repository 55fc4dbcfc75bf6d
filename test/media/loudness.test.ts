import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editStage } from '#src/media/edit/edit-stage.ts';
import { beeps, clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { analyze, render, testFolder } from './support/engine.ts';
import { makeLecture } from './support/lecture.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';
import { recordingIn } from './support/stage-work.ts';

const folder = testFolder();
const LOUD = { sound: { loudness: { enabled: true } } };

/** Loudness and true peak of a file, by ffmpeg's own meter. */
function meter(path: string) {
  const graph = ['-af', 'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'];
  const args = ['-hide_banner', '-nostats', '-i', path, '-vn', ...graph];
  const { stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
  const value = (pattern: RegExp) => Number(pattern.exec(stderr)?.[1] ?? Number.NaN);
  return { lufs: value(/I:\s+(-?[\d.]+) LUFS/), peak: value(/Peak:\s+(-?[\d.]+|-inf) dBFS/) };
}

async function made(path: string, config: object = LOUD) {
  const recording = recordingIn(mkdtempSync(join(folder, 'recording-')), path);
  await analyze(recording.work({ config }));
  await editStage()(recording.work());
  const { facts } = await render(recording.work({ config }));
  const video = recording.pathOf('video');
  return { video, facts, ...meter(video) };
}

const { path: speech } = makeLecture(folder);
const variant = (name: string, args: readonly string[]) =>
  clip(folder, name, ['-i', speech, ...args]);

describe('the result is as loud as asked, below its peak', () => {
  test.each([
    ['quiet speech', variant('quiet.wav', ['-af', 'volume=-16dB']), -14],
    ['loud speech', variant('hot.wav', ['-af', 'volume=12dB,alimiter=limit=1:level=0']), -14],
    [
      'one sound on two channels',
      variant('both.wav', ['-ac', '2', '-ar', '48000', '-af', 'volume=-12dB']),
      -14,
    ],
    [
      'six channels',
      variant('six.wav', ['-af', 'pan=5.1|FC=c0|FL=0.3*c0|FR=0.3*c0,volume=-10dB']),
      -14,
    ],
    ['a target of its own', variant('plain.wav', []), -23],
  ])('%s', async (_, path, target_lufs) => {
    const sound = { loudness: { enabled: true, target_lufs } };
    const { lufs, peak, facts } = await made(path, { sound });
    expect(Math.abs(lufs - target_lufs)).toBeLessThanOrEqual(1);
    expect(peak).toBeLessThanOrEqual(-1);
    expect(Math.abs(Number(facts?.loudness_lufs) - lufs)).toBeLessThan(0.3);
  });

  test('an empty room stays quiet', async () => {
    const room = ['-ar', '48000', '-c:a', 'pcm_s24le'];
    const path = clip(folder, 'room.wav', [
      ...lavfi('anoisesrc=c=pink:a=0.002:d=6:r=48000'),
      ...room,
    ]);
    const before = meter(path);
    const { lufs } = await made(path);
    expect(lufs - before.lufs).toBeLessThan(24.5);
    expect(lufs).toBeLessThan(-25);
  });

  test('silence stays silence', async () => {
    const path = clip(folder, 'nothing.wav', [...lavfi('anullsrc=r=48000:cl=mono'), '-t', '4']);
    expect((await made(path)).peak).toBe(Number.NaN);
  });
});

describe('the picture is not touched for it', () => {
  const AT = [1, 4.4, 8, 13, 17.6];
  const markers = { at: AT, seconds: 0.2 };
  const source = clip(folder, 'markers.mp4', [
    ...[...lavfi(flashes(markers)), ...lavfi(beeps(markers)), '-af', 'volume=-20dB'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '25'],
  ]);

  const together = (path: string) => {
    const [flash, beep] = [flashStarts(path, 25), beepStarts(path)];
    expect(flash).toHaveLength(AT.length);
    expect(beep).toHaveLength(AT.length);
    for (const [at, start] of flash.entries())
      expect(Math.abs(start - (beep[at] ?? 9))).toBeLessThan(0.0015);
  };

  test('a smart cut stays one, sound in its place', async () => {
    const { facts, video } = await made(source);
    expect(facts).toMatchObject({ method: 'smart' });
    together(video);
  });

  test('without cuts every packet is passed on', async () => {
    const { facts, video } = await made(source, { ...LOUD, trim: { enabled: false } });
    expect(facts).toMatchObject({ method: 'remux' });
    together(video);
    const packets = (path: string) =>
      ffmpeg(['-i', path, '-map', '0:v', '-c', 'copy', '-f', 'md5', '-']).toString();
    expect(packets(video)).toBe(packets(source));
  });
});
