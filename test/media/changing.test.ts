import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toEdited } from '#src/documents/edit-map.ts';
import { framesPerSecond, parseFrameRate } from '#src/media/timeline/frame-grid.ts';
import { beeps, clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { rendered, testFolder } from './support/engine.ts';
import { beepStarts, flashStarts } from './support/measure-markers.ts';
import { spokenTones } from './support/measure-tones.ts';

const folder = testFolder();
const cases = resolve(import.meta.dirname, '../../../shared/fixtures/cases');

/** A part of a file: six seconds with a flash and a beep at the first and at 4.4. */
type Part = { size?: string; rate?: number; layout?: string; codec?: string; more?: string };
const MARKERS = { at: [1, 4.4], seconds: 0.2 };
const PART_SECONDS = 6;
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50'];

function part({
  size = '320x180',
  rate = 48_000,
  layout = 'stereo',
  codec = 'aac',
  more = '',
}: Part) {
  const seconds = PART_SECONDS;
  const sound = beeps(MARKERS, { seconds, sampleRate: rate, layout: 'mono' });
  const inputs = [
    ...lavfi(flashes(MARKERS, { seconds, size }) + more),
    ...lavfi(`${sound},${SPREAD[layout]}`),
  ];
  const name = [size, rate, layout, codec, more].join('-').replaceAll(/\W+/g, '-');
  return clip(folder, `${name}.ts`, [...inputs, ...H264, '-c:a', codec, '-b:a', '192k']);
}

/** The beep as loud in each, as players play it: in the centre of six it has the power of both sides. */
const SPREAD: Record<string, string> = {
  mono: 'aformat=channel_layouts=mono',
  stereo: 'pan=stereo|c0=c0|c1=c0',
  '5.1': 'pan=5.1|c2=1.414*c0',
};

/** Parts one behind the other in a broadcast. */
function glued(name: string, parts: readonly Part[]) {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(parts.map(made => readFileSync(part(made)))));
  return path;
}

type Made = Awaited<ReturnType<typeof rendered>>;

/** All flashes and beeps of all parts are there, side by side, and so they are in speech to text. */
function expectAllParts({ edit, probe, video, speech, recording }: Made, parts: number) {
  const rate = parseFrameRate(probe.video?.frame_rate ?? '');
  const fps = rate ? framesPerSecond(rate) : 25;
  const heard = beepStarts(video);
  const spoken = spokenTones(speech, name => recording.pathOf('speech_audio', name), 1000);
  expect(heard).toHaveLength(2 * parts);
  expect(spoken).toHaveLength(2 * parts);
  for (const [index, at] of heard.entries()) {
    expect(Math.abs(toEdited(edit, spoken[index] ?? 0) - at), `speech ${index}`).toBeLessThan(0.03);
  }
  if (!probe.video) return;
  const seen = flashStarts(video, fps);
  expect(seen).toHaveLength(2 * parts);
  // A part need not begin on the frame grid of the first.
  for (const [index, at] of heard.entries()) {
    expect(Math.abs((seen[index] ?? 0) - at), `marker ${index}`).toBeLessThan(1 / fps + 0.005);
  }
  for (let index = 2; index < heard.length; index += 2) {
    const planned = toEdited(edit, (spoken[0] ?? 0) + (index / 2) * PART_SECONDS);
    // Broadcasts: a part follows behind the last that was read of the one before.
    expect(Math.abs((heard[index] ?? 0) - planned), `part ${index / 2}`).toBeLessThan(0.35);
    const apart = toEdited(edit, spoken[index + 1] ?? 0) - toEdited(edit, spoken[index] ?? 0);
    expect(Math.abs((heard[index + 1] ?? 0) - (heard[index] ?? 0) - apart)).toBeLessThan(0.03);
    expect(Math.abs((spoken[index + 1] ?? 0) - (spoken[index] ?? 0) - 3.4)).toBeLessThan(0.03);
  }
}

/** The loudest 50 ms of each beep, as one loudspeaker plays it, in dBFS. */
function loudnessOfBeeps(path: string) {
  const bytes = ffmpeg(['-i', path, '-vn', '-ac', '1', '-ar', '48000', '-f', 'f32le', '-']);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return beepStarts(path).map(start => {
    const window = samples.subarray((start + 0.05) * 48_000, (start + 0.15) * 48_000);
    return 10 * Math.log10(window.reduce((sum, sample) => sum + sample ** 2, 0) / window.length);
  });
}

function expectEvenLoudness(path: string) {
  const levels = loudnessOfBeeps(path);
  expect(Math.max(...levels) - Math.min(...levels)).toBeLessThan(1);
}

describe('sound that changes in a broadcast', () => {
  test.each<[string, Part[]]>([
    ['from two channels to six', [{}, { layout: '5.1' }]],
    ['from six channels to two and back', [{ layout: '5.1' }, {}, { layout: '5.1' }]],
    ['from two channels to six, AC-3', [{ codec: 'ac3' }, { codec: 'ac3', layout: '5.1' }]],
    ['from two channels to one', [{}, { layout: 'mono' }]],
    ['its rate', [{ rate: 44_100 }, { rate: 48_000 }, { rate: 44_100 }]],
    ['its rate and channels', [{ rate: 32_000, layout: 'mono' }, { layout: '5.1' }]],
  ])('%s', async (name, parts) => {
    const path = glued(`${name.replaceAll(' ', '-')}.ts`, parts);
    const made = await rendered(folder, path);
    expect(made.outcome.note).toMatch(/format of the sound changes/);
    expectAllParts(made, parts.length);
    expectEvenLoudness(made.video);
    expect(made.output.audio).toMatchObject({ sampleRate: 48_000 });
  });

  test('is not told of sound that does not', async () => {
    const made = await rendered(folder, glued('same.ts', [{}, {}]));
    expect(made.outcome.note ?? '').not.toMatch(/changes/);
    expectAllParts(made, 2);
  });
});

describe('sound that changes where there is no picture', () => {
  const MP3 = ['-c:a', 'libmp3lame', '-b:a', '128k', '-write_xing', '0', '-id3v2_version', '0'];
  const piece = (layout: string, rate: number) => {
    const sound = beeps(MARKERS, { seconds: PART_SECONDS, sampleRate: rate, layout: 'mono' });
    return clip(folder, `${layout}-${rate}.mp3`, [...lavfi(`${sound},${SPREAD[layout]}`), ...MP3]);
  };
  test.each<[string, [string, number][]]>([
    [
      'two channels, then one',
      [
        ['stereo', 44_100],
        ['mono', 44_100],
      ],
    ],
    [
      'one channel, then two',
      [
        ['mono', 44_100],
        ['stereo', 44_100],
        ['mono', 44_100],
      ],
    ],
    [
      'another rate',
      [
        ['stereo', 44_100],
        ['stereo', 48_000],
      ],
    ],
  ])('%s', async (name, pieces) => {
    const path = join(folder, `${name}.mp3`);
    writeFileSync(path, Buffer.concat(pieces.map(made => readFileSync(piece(...made)))));
    const made = await rendered(folder, path);
    expect(made.outcome.note).toMatch(/format of the sound changes/);
    expectAllParts(made, pieces.length);
    expectEvenLoudness(made.video);
  });

  test.each([true, false])('in a recording that people sent, cut: %s', async enabled => {
    const path = `${cases}/cat-chan.mp3`;
    const made = await rendered(folder, path, { enabled });
    // Ten seconds in two channels, then ten in one; each half is a voice.
    expect(made.probe.duration_seconds).toBeGreaterThan(19.9);
    for (const [start, end] of [
      [0, 10],
      [10, 20],
    ] as const) {
      const pcm = ffmpeg([
        ...[
          '-i',
          made.video,
          '-af',
          `atrim=${toEdited(made.edit, start)}:${toEdited(made.edit, end)}`,
        ],
        ...['-ac', '1', '-f', 'f32le', '-'],
      ]);
      const samples = new Float32Array(pcm.buffer, pcm.byteOffset, pcm.length / 4);
      const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length;
      expect(10 * Math.log10(power)).toBeGreaterThan(-22);
      expect(made.speech.chunks.some(chunk => chunk.start < end - 1 && chunk.end > start + 1)).toBe(
        true,
      );
    }
  });
});

/** Mean grey of a column and of the middle of one picture. */
function pictureAt(path: string, seconds: number, { x, y }: { x: string; y: string }) {
  const grey = ffmpeg([
    ...['-ss', `${seconds}`, '-i', path, '-frames:v', '1'],
    ...['-vf', `crop=8:8:${x}:${y}`, '-pix_fmt', 'gray', '-f', 'rawvideo', '-'],
  ]);
  return grey.reduce((sum, value) => sum + value, 0) / grey.length;
}
const BLACK = 20;

describe('a picture that changes its size', () => {
  const wide = { size: '320x180' };
  const large = { size: '640x360' };
  const narrow = { size: '480x360' };
  /** So little that a white picture between its bars still counts as one. */
  const narrower = { size: '560x360' };

  test.each<[string, Part[], object]>([
    ['grows', [wide, large], { width: 640, height: 360 }],
    ['shrinks', [large, wide], { width: 640, height: 360 }],
    [
      'grows for less than a third of the time',
      [wide, wide, wide, large],
      { width: 320, height: 180 },
    ],
    ['has another shape in the middle', [large, narrower, large], { width: 640, height: 360 }],
  ])('%s', async (name, parts, size) => {
    const made = await rendered(folder, glued(`${name.replaceAll(' ', '-')}.ts`, parts));
    expect(made.outcome.note).toMatch(/picture changes its size/);
    expect(made.output.video).toMatchObject({ ...size, pixelAspect: '1:1' });
    expect(made.facts).toMatchObject({ method: 'encode' });
    expectAllParts(made, parts.length);
  });

  test('is shown whole, with black beside it', async () => {
    const path = glued('letterbox.ts', [large, narrow]);
    const { video, edit } = await rendered(folder, path, { enabled: false });
    // The first flash of the second part: white, but for 80 pixels on both sides.
    const flash = toEdited(edit, PART_SECONDS + 1.12);
    expect(pictureAt(video, flash, { x: '(iw-ow)/2', y: '(ih-oh)/2' })).toBeGreaterThan(200);
    expect(pictureAt(video, flash, { x: '40', y: '(ih-oh)/2' })).toBeLessThan(BLACK);
    expect(pictureAt(video, flash, { x: 'iw-48', y: '(ih-oh)/2' })).toBeLessThan(BLACK);
    expect(pictureAt(video, flash, { x: '96', y: '4' })).toBeGreaterThan(200);
    // And of the first part all of it.
    expect(pictureAt(video, 1.12, { x: '4', y: '4' })).toBeGreaterThan(200);
  });

  test('in Matroska, in parts side by side', async () => {
    const path = clip(folder, 'size.mkv', [
      '-i',
      glued('size.ts', [wide, large, wide]),
      '-c',
      'copy',
    ]);
    const made = await rendered(folder, path, { enabled: false });
    expect(made.output.video).toMatchObject({ width: 640, height: 360 });
    expect(made.facts).toMatchObject({ method: 'encode' });
    expectAllParts(made, 3);
  });

  test('together with the sound', async () => {
    const made = await rendered(folder, glued('both.ts', [wide, { ...large, layout: '5.1' }]));
    expect(made.outcome.note).toMatch(/format of the sound changes.*picture changes its size/);
    expectAllParts(made, 2);
    expectEvenLoudness(made.video);
  });

  test('stays as it is where it does not, and the smart cut copies it', async () => {
    const path = clip(folder, 'one-size.mkv', [
      '-i',
      glued('one-size.ts', [wide, wide]),
      '-c',
      'copy',
    ]);
    const made = await rendered(folder, path);
    expect(made.outcome.note).toBeUndefined();
    expect(made.probe.video).not.toHaveProperty('changes_size');
  });
});
