import { describe, expect, test } from 'vitest';
import { beeps, clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { rendered, testFolder } from './support/engine.ts';

const folder = testFolder();
const MARKERS = { at: [1, 5.6], seconds: 0.4 };
const picture = (options = {}) => lavfi(flashes(MARKERS, { seconds: 8, ...options }));
const sound = (options = {}) => lavfi(beeps(MARKERS, { seconds: 8, ...options }));
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
const NOTHING_CUT = /nothing was cut/;

/** The highest sample of all. */
function loudest(path: string) {
  const bytes = ffmpeg(['-i', path, '-vn', '-f', 'f32le', '-']);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

describe('nothing to cut is an answer, not an error', () => {
  test('video without sound is kept whole', async () => {
    const path = clip(folder, 'silent.mp4', [...picture(), ...H264]);
    const { outcome, probe, edit, speech, output, facts } = await rendered(folder, path);
    expect(outcome.note).toMatch(/has no sound/);
    expect(probe).toMatchObject({ audio: null, noise_floor_dbfs: null, loudness_lufs: null });
    expect(edit.kept).toEqual([{ start: 0, end: 8 }]);
    expect(speech.chunks).toEqual([]);
    expect(facts?.method).toBe('remux');
    expect(output).toMatchObject({ audio: null, video: { frames: 200 } });
  });

  test.each([
    ['digital silence', 'anullsrc=d=8'],
    ['a hiss that nobody hears', 'anoisesrc=d=8:a=0.0003:seed=1'],
    ['steady noise', 'anoisesrc=d=8:a=0.2:seed=1'],
    ['a steady tone', 'sine=d=8'],
  ])('%s throughout', async (name, source) => {
    const path = clip(folder, `${name}.mp4`, [...picture(), ...lavfi(source), ...H264]);
    const { outcome, probe, edit, speech, output } = await rendered(folder, path);
    expect(outcome.note).toMatch(NOTHING_CUT);
    expect(probe.sound_share).toBe(0);
    expect(edit.cuts).toEqual([]);
    expect(speech.chunks).toEqual([]);
    expect(output.seconds).toBeCloseTo(8, 1);
  });

  test('one second', async () => {
    const short = { at: [0.3], seconds: 0.3 };
    const inputs = [
      ...lavfi(flashes(short, { seconds: 1 })),
      ...lavfi(beeps(short, { seconds: 1 })),
    ];
    const path = clip(folder, 'short.mp4', [...inputs, ...H264]);
    const { edit, speech, output } = await rendered(folder, path);
    expect(edit.kept_seconds).toBeCloseTo(1, 2);
    expect(speech.chunks).toHaveLength(1);
    expect(output.video?.frames).toBe(25);
  });

  test('trimming switched off', async () => {
    const path = clip(folder, 'off.mp4', [...picture(), ...sound(), ...H264]);
    const { edit, speech, facts } = await rendered(folder, path, { enabled: false });
    expect(edit.cuts).toEqual([]);
    expect(facts?.method).toBe('remux');
    expect(speech.chunks).toHaveLength(1);
  });
});

describe('unusual media becomes a plain MP4', () => {
  test('sound alone', async () => {
    const cover = lavfi('testsrc2=s=300x300:d=1');
    const path = clip(folder, 'podcast.mp3', [
      ...[...sound(), ...cover, '-map', '0:a', '-map', '1:v', '-frames:v', '1'],
      ...['-c:v', 'mjpeg', '-disposition:v', 'attached_pic'],
    ]);
    const { recording, probe, edit, video, output } = await rendered(folder, path);
    expect(probe.video).toBeNull();
    expect(video).toMatch(/audio\.m4a$/);
    expect(output).toMatchObject({ video: null, audio: { channels: 1 } });
    expect(output.seconds).toBeCloseTo(edit.kept_seconds, 1);
    const pictures = ['thumbnail', 'sprite', 'sprite_sheet'];
    expect(recording.artifacts.filter(({ kind }) => pictures.includes(kind))).toEqual([]);
  });

  test.each([
    ['one microphone on both sides: one channel', 'pan=stereo|c0=c0|c1=c0', true],
    // A tenth quieter on one side can just be heard.
    ['a voice a little to the left: two channels', 'pan=stereo|c0=c0|c1=0.9*c0', false],
  ])('%s', async (_, pan, equal) => {
    const path = clip(folder, `equal-${equal}.m4a`, [
      ...[...sound(), '-af', pan, '-c:a', 'aac', '-b:a', '128k'],
    ]);
    const { probe, output, edit } = await rendered(folder, path);
    expect(edit.cuts.length).toBeGreaterThan(0);
    expect(probe.audio).toMatchObject({ channels: 2, equal_channels: equal });
    expect(output.audio?.channels).toBe(equal ? 1 : 2);
  });

  test('a phone held upright', async () => {
    const flat = clip(folder, 'flat.mp4', [...picture(), ...sound(), ...H264]);
    const path = clip(folder, 'upright.mp4', [
      '-i',
      flat,
      '-c',
      'copy',
      '-metadata:s:v',
      'rotate=270',
    ]);
    const { probe, output } = await rendered(folder, path);
    expect(probe.video).toMatchObject({ width: 320, height: 180, rotation: 90 });
    expect(output.video).toMatchObject({ width: 180, height: 320 });
  });

  test.each([
    ['speech in the middle alone keeps its loudness', 'c2=c0', 0.354, 0.42],
    [
      'loud everywhere at once does not clip',
      [0, 1, 2, 3, 4, 5].map(channel => `c${channel}=1.8*c0`).join('|'),
      0.8,
      1,
    ],
  ])('six channels: %s', async (name, mix, least, most) => {
    const six = sound().map(arg => (arg.startsWith('aeval') ? `${arg},pan=5.1|${mix}` : arg));
    const made = clip(folder, `${name}.mkv`, [...picture(), ...six, ...H264, '-c:a', 'flac']);
    for (const enabled of [true, false]) {
      const { video, output } = await rendered(folder, made, { enabled });
      expect(output.audio).toMatchObject({ channels: 2 });
      expect(loudest(video)).toBeGreaterThan(least);
      expect(loudest(video)).toBeLessThan(most);
    }
  });

  test('odd sizes, 4:4:4 and six channels', async () => {
    const rich = [...H264, '-pix_fmt', 'yuv444p'];
    const inputs = [...picture({ size: '321x181' }), ...sound({ layout: '5.1' })];
    const { output } = await rendered(folder, clip(folder, 'odd.mp4', [...inputs, ...rich]));
    expect(output.video).toMatchObject({ width: 320, height: 180 });
    expect(output.audio).toMatchObject({ channels: 2 });
  });

  test('the default of several sound tracks counts', async () => {
    const tracks = ['-map', '0:v', '-map', '1:a', '-map', '2:a'];
    const marks = ['-disposition:a:0', '0', '-disposition:a:1', 'default'];
    const inputs = [...picture(), ...lavfi('anullsrc=d=8'), ...sound({ sampleRate: 44_100 })];
    const path = clip(folder, 'tracks.mkv', [...inputs, ...tracks, ...marks, ...H264]);
    const { probe, edit } = await rendered(folder, path);
    expect(probe.audio?.sample_rate).toBe(44_100);
    expect(edit.cuts.length).toBeGreaterThan(0);
  });

  test.each([
    ['silent', 'mkv', []],
    ['without a packet', 'mkv', ['-bsf:a:0', 'noise=drop=1']],
    ['silent', 'ts', []],
  ])('of several sound tracks the first %s: the next with sound, %s', async (_, name, more) => {
    const tracks = ['-map', '0:v', '-map', '1:a', '-map', '1:a', '-map', '2:a'];
    const inputs = [...picture(), ...lavfi('anullsrc=d=8:cl=mono'), ...sound()];
    const path = clip(folder, `silent-${more.length}.${name}`, [
      ...[...inputs, ...tracks, ...H264, '-c:a', 'mp2', ...more],
    ]);
    const { outcome, edit, video, output } = await rendered(folder, path);
    expect(outcome.note).toMatch(/^The first sound track is silent/);
    expect(edit.cuts.length).toBeGreaterThan(0);
    expect(output.audio?.seconds).toBeCloseTo(edit.kept_seconds, 1);
    expect(loudest(video)).toBeGreaterThan(0.4);
  });

  test('unsafe sound beside a safe picture: the picture is copied', async () => {
    const path = clip(folder, 'ac3.mkv', [...picture(), ...sound(), ...H264, '-c:a', 'ac3']);
    const { facts, output } = await rendered(folder, path, { enabled: false });
    expect(facts?.method).toBe('remux');
    expect(output.video?.frames).toBe(200);
    expect(output.audio?.seconds).toBeCloseTo(8, 1);
  });
});
