import { describe, expect, test } from 'vitest';
import { toEdited } from '#src/documents/edit-map.ts';
import { framesPerSecond, parseFrameRate } from '#src/media/timeline/frame-grid.ts';
import { beeps, clip, flashes, lavfi } from './support/clips.ts';
import { rendered, testFolder } from './support/engine.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';

const folder = testFolder();
/** On frame times at 25, 30 and 50 frames a second; the silence between them is cut. */
const AT = [1, 4.4, 8, 13, 17.6];
const MARKERS = { at: AT, seconds: 0.2 };
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
const UNEVEN = ",select='not(mod(n\\,3))+gt(mod(t\\,5)\\,2.5)'";

const picture = (rate: string) => lavfi(flashes(MARKERS, { rate }));
const sound = (sampleRate = 48_000) => lavfi(beeps(MARKERS, { sampleRate }));
const uneven = lavfi(flashes(MARKERS, { rate: '30' }) + UNEVEN);

async function offsets(name: string, args: readonly string[]) {
  const { edit, probe, video } = await rendered(folder, clip(folder, name, args));
  const rate = framesPerSecond(
    parseFrameRate(probe.video?.frame_rate ?? '') ?? { frames: 1, seconds: 1 },
  );
  const planned = AT.map(seconds => toEdited(edit, seconds));
  const late = (starts: number[]) => starts.map((start, at) => start - (planned[at] ?? 0));
  return { edit, rate, flashes: late(flashStarts(video, rate)), beeps: late(beepStarts(video)) };
}

describe('picture and sound stay where the plan has them', () => {
  test.each([
    ['25.mp4', [...picture('25'), ...sound(), ...H264]],
    ['30-at-44100.mp4', [...picture('30'), ...sound(44_100), ...H264]],
    ['50.mov', [...picture('50'), ...sound(), ...H264]],
    ['29.97.mp4', [...picture('30000/1001'), ...sound(), ...H264]],
    ['23.976.mp4', [...picture('24000/1001'), ...sound(), ...H264]],
    [
      'open-gop.mp4',
      [
        ...picture('25'),
        ...sound(),
        '-c:v',
        'libx264',
        '-bf',
        '4',
        '-x264-params',
        'open-gop=1:b-pyramid=normal:keyint=60',
      ],
    ],
    ['variable.mp4', [...uneven, ...sound(), ...H264, '-fps_mode', 'vfr']],
    [
      'hevc-10-bit.mp4',
      [
        ...picture('25'),
        ...sound(),
        '-c:v',
        'libx265',
        '-preset',
        'ultrafast',
        '-x265-params',
        'log-level=none',
        '-pix_fmt',
        'yuv420p10le',
      ],
    ],
    ['prores.mov', [...picture('25'), ...sound(), '-c:v', 'prores_ks', '-c:a', 'pcm_s16le']],
    [
      'late-picture.mp4',
      [
        '-itsoffset',
        '0.5',
        ...lavfi(flashes({ ...MARKERS, at: AT.map(at => at - 0.5) }, { rate: '30' })),
        ...sound(),
        ...H264,
      ],
    ],
  ])('%s', async (name, args) => {
    const { edit, rate, flashes, beeps } = await offsets(name, args);
    expect(edit.cuts.filter(({ reason }) => reason === 'pause')).toHaveLength(4);
    expect(flashes).toHaveLength(AT.length);
    expect(beeps).toHaveLength(AT.length);
    for (const offset of flashes) expect(Math.abs(offset)).toBeLessThan(1 / rate + 0.001);
    for (const offset of beeps) expect(Math.abs(offset)).toBeLessThanOrEqual(0.001);
  });

  test.each([
    ['shifted.mkv', [...picture('25'), ...sound(), ...H264, '-output_ts_offset', '5']],
    ['variable.mkv', [...uneven, ...sound(), ...H264, '-fps_mode', 'vfr']],
    ['broadcast.ts', [...picture('25'), ...sound(), ...H264]],
    [
      'vp9.webm',
      [
        ...picture('25'),
        ...sound(),
        '-c:v',
        'libvpx-vp9',
        '-deadline',
        'realtime',
        '-cpu-used',
        '8',
      ],
    ],
  ])('%s, whose own start is not zero: flash and beep stay together', async (name, args) => {
    const { flashes, beeps } = await offsets(name, args);
    expect(flashes).toHaveLength(AT.length);
    const apart = flashes.map((flash, at) => Math.abs(flash - (beeps[at] ?? 9)));
    // Opus brings 7 ms of its own into WebM; milliseconds are Matroska's finest.
    for (const distance of apart)
      expect(distance).toBeLessThan(name.endsWith('webm') ? 0.008 : 0.001);
  });

  test('sound alone is cut to the sample', async () => {
    const path = clip(folder, 'beeps.wav', sound());
    const { edit, video, output } = await rendered(folder, path);
    const planned = AT.map(seconds => toEdited(edit, seconds));
    const starts = beepStarts(video);
    expect(starts).toHaveLength(AT.length);
    starts.forEach((start, at) => {
      expect(Math.abs(start - (planned[at] ?? 0))).toBeLessThanOrEqual(0.001);
    });
    expect(output.seconds).toBeCloseTo(edit.kept_seconds, 3);
  });
});
