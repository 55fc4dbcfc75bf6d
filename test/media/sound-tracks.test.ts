import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toEdited } from '#src/documents/edit-map.ts';
import { clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { rendered, testFolder } from './support/engine.ts';
import { flashStarts } from './support/measure-markers.ts';
import { spokenTones, toneStarts } from './support/measure-tones.ts';

const folder = testFolder();
const cases = resolve(import.meta.dirname, '../../../shared/fixtures/cases');
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
const SECONDS = 12;
const picture = lavfi(`testsrc2=r=25:s=160x96:d=${SECONDS}`);

/** Half a second of a tone at each of these times. */
const tone = (hertz: number, at: readonly number[]) => {
  const during = at.map(start => `between(t,${start},${start + 0.5})`).join('+');
  return `aevalsrc='0.4*sin(2*PI*${hertz}*t)*(${during})':s=48000:d=${SECONDS}`;
};
const DESKTOP = { hertz: 500, at: [1, 6] };
const MICROPHONE = { hertz: 2000, at: [3.5, 9.5] };

type Made = Awaited<ReturnType<typeof rendered>>;

/** A tone is heard in the result and by speech to text where the original has it, or nowhere. */
function expectHeard({ edit, video, speech, recording }: Made, { hertz, at }: typeof DESKTOP) {
  const heard = toneStarts(video, hertz);
  const spoken = spokenTones(speech, name => recording.pathOf('speech_audio', name), hertz);
  const near = (found: readonly number[], planned: readonly number[]) => {
    expect(found).toHaveLength(planned.length);
    for (const [index, seconds] of planned.entries())
      expect(Math.abs((found[index] ?? 0) - seconds)).toBeLessThan(0.03);
  };
  near(
    heard,
    at.map(seconds => toEdited(edit, seconds)),
  );
  near(spoken, at);
}

describe('channels that cancel each other out', () => {
  const inverted = (more = '') =>
    `${tone(1000, [2, 7])},pan=stereo|c0=c0|c1=-1*c0${more},aformat=channel_layouts=stereo`;
  const TONE = { hertz: 1000, at: [2, 7] };
  const make = (name: string, sound: string) =>
    clip(folder, name, [...picture, ...lavfi(sound), ...H264, '-c:a', 'aac', '-b:a', '128k']);

  test.each([
    ['cut', true],
    ['uncut', false],
  ])('are one: %s', async (name, enabled) => {
    const made = await rendered(folder, make(`inverted-${name}.mp4`, inverted()), { enabled });
    expect(made.edit.cuts.length > 0).toBe(enabled);
    expect(made.outcome.note).toMatch(/cancel each other out/);
    expect(made.output.audio?.channels).toBe(1);
    expectHeard(made, TONE);
  });

  test('also where noise of the room sets them apart, in a broadcast', async () => {
    const room = `${inverted()}[a];anoisesrc=r=48000:a=0.002:seed=1:d=${SECONDS}[l];anoisesrc=r=48000:a=0.002:seed=2:d=${SECONDS}[r];[l][r]join=inputs=2:channel_layout=stereo[n];[a][n]amix=normalize=0:duration=first`;
    const made = await rendered(folder, make('inverted.ts', room));
    expect(made.outcome.note).toMatch(/cancel each other out/);
    const starts = toneStarts(made.video, 1000);
    expect(starts).toHaveLength(2);
  });

  test.each([
    ['one voice on each side', 'c0=c0|c1=0*c0'],
    ['a voice in the middle', 'c0=c0|c1=0.8*c0'],
  ])('but not %s', async (name, pan) => {
    const sound = `${tone(1000, [2, 7])},pan=stereo|${pan},aformat=channel_layouts=stereo`;
    const { outcome, output } = await rendered(folder, make(`${name}.mp4`, sound));
    expect(outcome.note).toBeUndefined();
    expect(output.audio?.channels).toBe(2);
  });

  test('in a recording that people sent', async () => {
    const made = await rendered(folder, `${cases}/antiphase.mp4`);
    expect(made.outcome.note).toMatch(/cancel each other out/);
    expect(made.edit.cuts.length).toBeGreaterThan(0);
    expect(made.speech.chunks.length).toBeGreaterThan(0);
    expect(meanDecibels(made.video)).toBeGreaterThan(-25);
  });
});

/** As one loudspeaker plays it. */
function meanDecibels(path: string, filter = 'anull') {
  const pcm = ffmpeg(['-i', path, '-vn', '-af', filter, '-ac', '1', '-f', 'f32le', '-']);
  const samples = new Float32Array(pcm.buffer, pcm.byteOffset, pcm.length / 4);
  const energy = samples.reduce((sum, sample) => sum + sample ** 2, 0);
  return 10 * Math.log10(energy / samples.length);
}

describe('several sound tracks', () => {
  const sources = [DESKTOP, MICROPHONE].map(({ hertz, at }) => tone(hertz, at));
  const inputs = [...picture, ...sources.flatMap(lavfi)];
  const tracks = ['-map', '0:v', '-map', '1:a', '-map', '2:a', '-c:a', 'aac'];
  const obs = () => clip(folder, 'obs.mkv', [...inputs, ...tracks, ...H264]);
  const silent = (hertz: number) => ({ hertz, at: [] });
  const [NO_DESKTOP, NO_MICROPHONE] = [silent(DESKTOP.hertz), silent(MICROPHONE.hertz)];

  test.each<[unknown, typeof DESKTOP, typeof DESKTOP, RegExp | undefined]>([
    [undefined, DESKTOP, MICROPHONE, /tracks 1 and 2 were mixed/],
    ['auto', DESKTOP, MICROPHONE, /tracks 1 and 2 were mixed/],
    ['all_mixed', DESKTOP, MICROPHONE, /tracks 1 and 2 were mixed/],
    ['first', DESKTOP, NO_MICROPHONE, /track 1 of 2/],
    [[2], NO_DESKTOP, MICROPHONE, /track 2 of 2/],
    [[2, 1], DESKTOP, MICROPHONE, /tracks 1 and 2 were mixed/],
    [[7], DESKTOP, NO_MICROPHONE, /no sound track 7/],
  ])('%s', async (wanted, desktop, microphone, note) => {
    const config = wanted === undefined ? {} : { sound: { tracks: wanted } };
    const made = await rendered(folder, obs(), {}, config);
    expect(made.outcome.note).toMatch(note ?? /^$/);
    expectHeard(made, desktop);
    expectHeard(made, microphone);
  });

  test.each(['ts', 'mp4'])('are mixed in %s, too', async container => {
    const path = clip(folder, `obs.${container}`, [...inputs, ...tracks, ...H264]);
    const made = await rendered(folder, path, { enabled: false });
    for (const [{ hertz, at }] of [[DESKTOP], [MICROPHONE]] as const)
      expect(toneStarts(made.video, hertz)).toHaveLength(at.length);
  });

  test('are mixed beside pictures that an edit list hides: they stay hidden', async () => {
    const hidden = { at: [0.4, 3], seconds: 0.3 };
    const sounds = [tone(1000, [0.4, 3]), ...sources].flatMap(lavfi);
    const all = [
      '-map',
      '0',
      '-map',
      '1:a',
      '-map',
      '2:a',
      '-map',
      '3:a',
      '-c:a',
      'aac',
      '-g',
      '50',
    ];
    const picture = lavfi(flashes(hidden, { seconds: SECONDS, size: '160x96' }));
    const whole = clip(folder, 'whole-tracks.mp4', [...picture, ...sounds, ...all, ...H264]);
    const args = ['-ss', '1.5', '-i', whole, '-map', '0', '-c', 'copy'];
    const path = clip(folder, 'trimmed.mp4', args);
    const config = { sound: { tracks: 'all_mixed' } };
    const { video, outcome } = await rendered(folder, path, { enabled: false }, config);
    expect(outcome.note).toMatch(/tracks 1, 2 and 3 were mixed/);
    const [flash, ...others] = flashStarts(video, 25);
    expect(others).toEqual([]);
    const [beep] = toneStarts(video, 1000);
    expect(flash).toBeCloseTo(1.5, 1);
    expect(Math.abs((flash ?? 0) - (beep ?? 0))).toBeLessThan(0.04);
    expect(toneStarts(video, DESKTOP.hertz)).toHaveLength(1);
  });

  test('are not mixed where the first has all of the second already', async () => {
    const mixed = `${sources[0]}[a];${sources[1]}[b];[a][b]amix=normalize=0`;
    const both = [...picture, ...lavfi(mixed), ...lavfi(sources[1] ?? '')];
    const path = clip(folder, 'whole-first.mkv', [...both, ...tracks, ...H264]);
    const made = await rendered(folder, path);
    expect(made.outcome.note).toBeUndefined();
    expectHeard(made, DESKTOP);
    expectHeard(made, MICROPHONE);
    const loud = meanDecibels(path, 'bandpass=f=2000');
    expect(Math.abs(meanDecibels(made.video, 'bandpass=f=2000') - loud)).toBeLessThan(3);
  });

  test('are not mixed where the second is the same in another language', async () => {
    const languages = ['-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=spa'];
    const path = clip(folder, 'dubbed.mkv', [...inputs, ...tracks, ...languages, ...H264]);
    const made = await rendered(folder, path);
    expectHeard(made, DESKTOP);
    expectHeard(made, NO_MICROPHONE);
  });

  test('in a recording that people sent: the microphone is the second', async () => {
    const made = await rendered(folder, `${cases}/obs4.mkv`);
    expect(made.outcome.note).toMatch(/tracks 1 and 2 were mixed/);
    // The microphone speaks from second 11 on, over the music of the first track.
    const microphone = samplesOf(`${cases}/obs4.mkv`, 11, ['-map', '0:a:1']);
    const heard = samplesOf(made.video, toEdited(made.edit, 11), ['-map', '0:a']);
    expect(shareOf(microphone, heard)).toBeGreaterThan(0.8);
  });
});

/** Three seconds of sound. */
function samplesOf(path: string, seconds: number, map: readonly string[]) {
  const place = ['-af', `atrim=start=${seconds}:duration=3`, '-ar', '8000', '-ac', '1'];
  const pcm = ffmpeg(['-i', path, ...map, ...place, '-f', 'f32le', '-']);
  return new Float32Array(pcm.buffer, pcm.byteOffset, pcm.length / 4);
}

/** How much of some samples is in others: 1 for all of it, at the place where most is. */
function shareOf(samples: Float32Array, others: Float32Array) {
  const energy = samples.reduce((sum, sample) => sum + sample ** 2, 0);
  const shares = Array.from({ length: 400 }, (_, shift) =>
    samples.reduce((sum, sample, at) => sum + sample * (others[at + shift - 200] ?? 0), 0),
  );
  return Math.max(...shares) / energy;
}

describe('sound that cannot be decoded', () => {
  test.each([
    ['mp4', 60],
    ['mkv', 120],
    ['ts', 60],
  ])('is silence, and a note says how much: %s', async (container, packets) => {
    const sound = lavfi(tone(1000, [1, 4.5, 9]));
    const whole = clip(folder, 'whole.mp4', [...picture, ...sound, ...H264, '-c:a', 'aac']);
    const hurt = `noise=amount=if(between(n\\,200\\,${199 + packets})\\,1\\,0)`;
    const args = ['-i', whole, '-c', 'copy', '-bsf:a', hurt];
    const { outcome } = await rendered(folder, clip(folder, `hurt.${container}`, args));
    const [, lost] = /about (\d+(?:\.\d)?) s of the sound/i.exec(outcome.note ?? '') ?? [];
    expect(Math.abs(Number(lost) - (packets * 1024) / 48_000)).toBeLessThan(0.4);
  });

  test('is not told of sound that is whole', async () => {
    const path = clip(folder, 'fine.mp4', [...picture, ...lavfi(tone(1000, [1])), ...H264]);
    expect((await rendered(folder, path)).outcome.note).toBeUndefined();
  });
});
