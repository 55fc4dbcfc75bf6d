import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isKept, toEdited } from '#src/documents/edit-map.ts';
import { thumbnailSeconds } from '#src/documents/thumbnail-name.ts';
import { beeps, clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { rendered, testFolder } from './support/engine.ts';
import { silencesIn } from './support/measure-sound.ts';

const folder = testFolder();
const fixtures = resolve(import.meta.dirname, '../../../shared/fixtures');
const SPEECH = ['and so my fellow citizens', 'this is the second thought', 'and this ends it'];
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];

/** A talk with two long pauses, spoken by a machine, for where the fixtures are not at hand. */
function madeTalk(): string {
  const words = SPEECH.map((text, index) => {
    const path = join(folder, `words-${index}.wav`);
    ffmpeg([...lavfi(`flite=text='${text}'`), '-ar', '48000', path]);
    return path;
  });
  const parts = words.map((_, index) => `[${index + 1}]apad=pad_dur=4[a${index}]`);
  const graph = `${parts.join(';')};[a0][a1][a2]concat=n=3:v=0:a=1[a]`;
  const inputs = [
    ...lavfi(flashes({ at: [1], seconds: 0.2 }, { size: '640x360', seconds: 30 })),
    ...words.flatMap(path => ['-i', path]),
  ];
  return clip(folder, 'talk.mp4', [
    ...inputs,
    '-filter_complex',
    graph,
    '-map',
    '0:v',
    '-map',
    '[a]',
    '-shortest',
    ...H264,
  ]);
}

describe('a person talking', () => {
  let made: Awaited<ReturnType<typeof rendered>>;

  beforeAll(async () => {
    const fixture = join(fixtures, 'talk-42s.mp4');
    made = await rendered(folder, existsSync(fixture) ? fixture : madeTalk());
  });

  test('pauses go, and no more than the margins stay of them', async () => {
    expect(made.edit.cuts.some(({ reason }) => reason === 'pause')).toBe(true);
    const longest = Math.max(0, ...silencesIn(made.video).map(({ start, end }) => end - start));
    expect(longest).toBeLessThan(2);
  });

  test('the edges of words stay: every cut begins and ends in silence', () => {
    const quiet = silencesIn(made.recording.pathOf('original'));
    for (const cut of made.edit.cuts) {
      const around = quiet.find(({ start, end }) => start <= cut.start && cut.end <= end + 0.05);
      expect(around, `cut at ${cut.start}`).toBeDefined();
    }
  });

  test('picture and sound end together, as long as planned', () => {
    const { edit, output } = made;
    expect(output.seconds).toBeCloseTo(edit.kept_seconds, 2);
    expect(output.audio?.seconds).toBeCloseTo(output.video?.seconds ?? 0, 1);
  });

  test('speech chunks hold all the sound, as FLAC of their announced length', () => {
    const { recording, speech, edit } = made;
    for (const { name, start, end } of speech.chunks) {
      const flac = recording.pathOf('speech_audio', name);
      const pcm = ffmpeg(['-i', flac, '-f', 's16le', '-']);
      expect(pcm.length / 2 / 16_000).toBeCloseTo(end - start, 3);
      expect(isKept(edit, start)).toBe(true);
    }
    expect(speech.chunks.length).toBeGreaterThan(0);
  });

  test('thumbnails are pictures of the right shape', () => {
    const thumbnails = made.recording.artifacts.filter(({ kind }) => kind === 'thumbnail');
    expect(thumbnails[0]?.variant).toMatch(/^01-\d+ms\.jpg$/);
    for (const { variant } of thumbnails) {
      expect(isKept(made.edit, thumbnailSeconds(variant) ?? -1), variant).toBe(true);
    }
    for (const { key } of thumbnails) {
      expect(readFileSync(key).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    }
  });
});

test('eleven seconds of a speech lose nothing', async () => {
  const fixture = join(fixtures, 'jfk-11s.flac');
  const path = existsSync(fixture)
    ? fixture
    : clip(folder, 'speech.wav', lavfi(`flite=text='${SPEECH[0]}'`));
  const { edit, output, speech } = await rendered(folder, path);
  expect(edit.cuts).toEqual([]);
  expect(output.seconds).toBeCloseTo(edit.source_seconds, 1);
  expect(speech.chunks).toHaveLength(1);
});

test('a moment of the original is found again after the cut', async () => {
  const at = 5.2;
  const markers = { at: [1, at], seconds: 0.4 };
  const inputs = [
    ...lavfi(flashes(markers, { seconds: 8 })),
    ...lavfi(beeps(markers, { seconds: 8 })),
  ];
  const { edit } = await rendered(folder, clip(folder, 'map.mp4', [...inputs, ...H264]));
  expect(edit.cuts.map(({ reason }) => reason)).toEqual(['pause', 'tail']);
  expect(toEdited(edit, at)).toBeLessThan(at - 2);
});
