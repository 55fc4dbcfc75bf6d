import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Sprite } from '#src/documents/sprite.contract.ts';
import { INPUT_LIMITS, type LimitName } from '#src/kernel/input-limits.ts';
import { StageError, type StageErrorCode } from '#src/pipeline/stages/stage-error.ts';
import { clip, ffmpeg, lavfi } from './support/clips.ts';
import { analyzed, rendered, testFolder } from './support/engine.ts';

const folder = testFolder();
const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
const gray = (rate: string, seconds: number) => lavfi(`color=gray:s=64x36:r=${rate}:d=${seconds}`);

const made = (name: string, args: readonly string[]) => clip(folder, name, args);
const file = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

/** A wave file of noise whose header says so. */
function wave(rate: number, channels: number) {
  const noise = Uint8Array.from({ length: 2 * channels * 4800 }, (_, at) => (at * 7919) >> 5);
  const raw = ['-f', 's16le', '-ar', '48000', '-ac', `${channels}`, '-i', 'pipe:0', '-c', 'copy'];
  const bytes = ffmpeg([...raw, '-f', 'wav', 'pipe:1'], noise);
  bytes.writeUInt32LE(rate, 24);
  return file(`${rate}-${channels}.wav`, bytes);
}

const second = () =>
  made('second.mkv', [...gray('25', 1), ...lavfi('sine=d=1'), ...H264, '-c:a', 'aac']);

const tracks = (kind: 'a' | 's', count: number) => {
  const words = file('words.srt', Buffer.from('1\n00:00:00,000 --> 00:00:01,000\nHello\n'));
  const more = Array.from({ length: count }, () => ['-map', kind === 'a' ? '0:a' : '1:s']).flat();
  const inputs = ['-i', second(), '-i', words, '-map', '0:v'];
  return made(`${count}-${kind}.mkv`, [...inputs, ...more, '-c', 'copy', '-c:s', 'srt']);
};

/** Pictures in two sizes by turns. */
function sizes(changes: number) {
  const [small, large] = ['32x32', '48x32'].map(size =>
    ffmpeg([...lavfi(`color=gray:s=${size}`), '-frames:v', '1', '-f', 'mjpeg', 'pipe:1']),
  );
  const pictures = Array.from({ length: changes + 1 }, (_, at) => (at % 2 ? large : small) ?? []);
  const input = ['-f', 'image2pipe', '-c:v', 'mjpeg', '-framerate', '25', '-i', 'pipe:0'];
  const bytes = pictures.flatMap(each => [...each]);
  const path = join(folder, `${changes}-sizes.avi`);
  ffmpeg([...input, '-c', 'copy', path], Uint8Array.from(bytes));
  return path;
}

/** Two seconds of sound with a hole of so many samples. */
const hole = (samples: number) => {
  const jump = `TS+gte(N,10)*${samples}/48000/TB`;
  const sound = made('stereo.mka', [...lavfi('anoisesrc=d=2:r=48000'), '-ac', '2', '-c:a', 'flac']);
  return made(`${samples}.mka`, ['-i', sound, '-c', 'copy', '-bsf:a', `setts=ts='${jump}'`]);
};

const large = (size: string) =>
  made(`${size}.mkv`, [...lavfi(`color=gray:s=${size}:r=5:d=0.2`), ...H264]);

type Row = { code: StageErrorCode; over: () => string; under: () => string };
type MediaLimit = Exclude<LimitName, `sidecar${string}` | `thumbnail${string}`>;

const LIMITS: Record<MediaLimit, Row> = {
  mediaHours: {
    code: 'too_long',
    over: () => made('long.mkv', [...gray('1/60', 24 * 3600 + 120), ...H264]),
    under: () => made('day.mkv', [...gray('1/60', 24 * 3600 - 120), ...H264]),
  },
  pictureRate: {
    code: 'too_many_pictures',
    over: () => made('301.mkv', [...gray('301', 2), ...H264]),
    under: () => made('300.mkv', [...gray('300', 2), ...H264]),
  },
  pictureChanges: {
    code: 'too_many_sizes',
    over: () => sizes(INPUT_LIMITS.pictureChanges.most + 1),
    under: () => sizes(100),
  },
  picturePixels: {
    code: 'picture_too_large',
    over: () => large('8192x4610'),
    under: () => large('8192x4608'),
  },
  leastSampleRate: {
    code: 'sample_rate_too_low',
    over: () => wave(3999, 1),
    under: () => wave(4000, 1),
  },
  sampleRate: {
    code: 'sample_rate_too_high',
    over: () => wave(768_001, 1),
    under: () => wave(768_000, 1),
  },
  soundChannels: {
    code: 'too_many_channels',
    over: () => wave(48_000, 9),
    under: () => wave(48_000, 8),
  },
  soundTracks: {
    code: 'too_many_sound_tracks',
    over: () => tracks('a', 17),
    under: () => tracks('a', 16),
  },
  streams: {
    code: 'too_many_tracks',
    over: () => tracks('s', 150),
    under: () => tracks('s', 149),
  },
  soundHole: {
    code: 'sound_hole_too_long',
    over: () => hole(INPUT_LIMITS.soundHole.most / 2 + 1),
    // What is just under the limit takes 4 GB.
    under: () => hole(10_000_000),
  },
};

const refusal = (path: string) =>
  analyzed(folder, path).then(
    () => 'accepted',
    error => error,
  );

describe.each(Object.entries(LIMITS))('%s', (_, { code, over, under }) => {
  test('what is over the limit is refused for good, with the limit', async () => {
    const error = await refusal(over());
    expect(error).toBeInstanceOf(StageError);
    expect(error).toMatchObject({ code, transient: false });
    expect(error.message).toMatch(/which is the limit\. \w/);
  });

  test('what is under it is accepted', async () => {
    expect(await refusal(under())).toBe('accepted');
  });
});

test.each([
  [1, 'sample_rate_too_low'],
  [2_000_000_000, 'sample_rate_too_high'],
])('%d Hz, of which an engine crashes', async (rate, code) => {
  expect(await refusal(wave(rate, 1))).toMatchObject({ code, transient: false });
});

test('64 channels', async () => {
  expect(await refusal(wave(48_000, 64))).toMatchObject({ code: 'too_many_channels' });
});

describe('a sound track beyond a limit, beside others', () => {
  type Sound = { path: string; late?: number };
  const BEYOND: Record<string, { code: StageErrorCode; sound: () => Sound }> = {
    channels: { code: 'too_many_channels', sound: () => ({ path: wave(48_000, 16) }) },
    'a low rate': { code: 'sample_rate_too_low', sound: () => ({ path: wave(3999, 1) }) },
    'a high rate': { code: 'sample_rate_too_high', sound: () => ({ path: wave(800_000, 1) }) },
    'a late start': {
      code: 'sound_hole_too_long',
      sound: () => ({ path: wave(48_000, 8), late: 700 }),
    },
    'a hole': {
      code: 'sound_hole_too_long',
      sound: () => ({ path: hole(INPUT_LIMITS.soundHole.most / 2 + 1) }),
    },
  };
  const voice = (seed: number): Sound => ({
    path: made(`voice-${seed}.wav`, [
      ...lavfi(
        `anoisesrc=d=2:r=48000:seed=${seed},volume='gt(t,${seed / 4})*lt(t,${seed / 4}+0.7)':eval=frame`,
      ),
      ...['-ac', '1'],
    ]),
  });
  let files = 0;
  const beside = (...sounds: Sound[]) => {
    const inputs = sounds.flatMap(({ path, late = 0 }) => ['-itsoffset', `${late}`, '-i', path]);
    const maps = sounds.flatMap((_, at) => ['-map', `${at}:a`]);
    return made(`beside-${files++}.mka`, [...inputs, ...maps, '-c', 'copy']);
  };
  const heard = (path: string, tracks: unknown) =>
    rendered(folder, path, { enabled: false }, { sound: { tracks } });

  describe.each(Object.entries(BEYOND))('%s', (name, { code, sound }) => {
    test.each<[string, unknown, () => Sound[], number]>([
      ['behind the first', 'auto', () => [voice(1), sound()], 0],
      ['first', 'auto', () => [sound(), voice(1)], 1],
      ['behind the one that is wanted', 'first', () => [voice(1), sound()], 0],
      ['before the one that is wanted', [3], () => [voice(1), sound(), voice(2)], 2],
      ['first, before the one that is wanted', [2], () => [sound(), voice(1)], 1],
    ])('%s, is left out with a note (%j)', async (place, tracks, sounds, index) => {
      const { probe, outcome, output } = await heard(beside(...sounds()), tracks);
      expect(probe.audio).toMatchObject({ index, channels: 1 });
      expect(output.seconds).toBeCloseTo(2, 0);
      // Only who reads a track finds its hole.
      const isFound = name !== 'a hole' || tracks === 'auto' || place.startsWith('first');
      if (isFound) expect(outcome.note).toMatch(/Sound track \d was left out\. .* is the limit\./);
    });

    test.each<[unknown, () => Sound[]]>([
      ['first', () => [sound(), voice(1)]],
      ['all_mixed', () => [voice(1), sound()]],
      [[2], () => [voice(1), sound()]],
    ])('that is asked for by %j is refused, and the field is named', async (tracks, sounds) => {
      const refused = heard(beside(...sounds()), tracks);
      await expect(refused).rejects.toMatchObject({
        ...{ code, transient: false },
        message: expect.stringContaining('sound.tracks'),
      });
    });
  });
});

/** Ten minutes with a picture a second and a key frame each; and five seconds. */
const clipOf = (seconds: number, name: string, options: readonly string[] = []) =>
  made(name, [
    ...[...lavfi(`testsrc2=s=64x36:r=1:d=${seconds}`), ...lavfi(`sine=d=${seconds}:r=8000`)],
    ...[...H264, '-g', '1', '-c:a', 'aac', '-shortest', ...options],
  ]);

/** The length in the header of a Matroska file: an element of eight bytes behind its id. */
function claiming(path: string, name: string, seconds: number) {
  const bytes = readFileSync(path);
  const at = bytes.indexOf(Uint8Array.of(0x44, 0x89, 0x88));
  bytes.writeDoubleBE(seconds * 1000, at + 3);
  return file(name, bytes);
}

describe('a length that is unknown or wrong', () => {
  const live = ['-f', 'matroska', '-live', '1'];
  const pieces = ['-movflags', 'frag_keyframe+empty_moov'];
  test.each<[string, () => string, number]>([
    ['1 s of ten minutes', () => claiming(clipOf(600, 'a.mkv'), 'b.mkv', 1), 600],
    ['10,000 h of 5 s', () => claiming(clipOf(5, 'c.mkv'), 'd.mkv', 3.6e7), 5],
    ['20 h of 5 s', () => claiming(clipOf(5, 'c.mkv'), 'e.mkv', 72_000), 5],
    ['nothing of ten minutes', () => clipOf(600, 'live.mkv', live), 600],
    ['nothing, in pieces', () => clipOf(600, 'pieces.mp4', pieces), 600],
    ['nothing, of packets alone', () => made('alone.aac', ['-i', clipOf(5, 'c.mkv'), '-vn']), 5],
  ])('a header that says %s', async (_, make, seconds) => {
    const { recording, probe } = await analyzed(folder, make());
    expect(probe.duration_seconds).toBeCloseTo(seconds, 0);
    const svg = statSync(recording.pathOf('waveform')).size;
    expect(svg).toBeLessThan(50_000);
    if (!probe.video) return;
    const stills = probe.video.key_pictures?.length ?? 0;
    expect(stills).toBeGreaterThanOrEqual(Math.min(seconds - 1, 80));
    // 90, and 90 for each e-fold of ten minutes.
    expect(stills).toBeLessThan(300);
    expect(Sprite.parse(recording.json('sprite')).seconds.length).toBeLessThan(100);
  });
});

describe('time stamps', () => {
  const base = () =>
    made('base.mkv', [
      ...[...lavfi('testsrc2=s=160x90:r=25:d=10'), ...lavfi('sine=d=10:r=48000')],
      ...[...H264, '-g', '25', '-c:a', 'aac'],
    ]);
  const from = (hours: number, packet: { v: number; a: number }) =>
    (['v', 'a'] as const).flatMap(kind => [
      `-bsf:${kind}`,
      `setts=ts='TS+gte(N,${packet[kind]})*${hours * 3600}/TB'`,
    ]);

  // Of a longer jump MP4 itself has no number in its table: 2³² ticks are 24.9 hours at 48 kHz.
  test.each(['mkv', 'ts'])('that jump by 26 hours are taken for wrong, %s', async kind => {
    const args = ['-i', base(), '-c', 'copy', ...from(26, { v: 125, a: 234 })];
    const { outcome, probe, output } = await rendered(folder, made(`jump.${kind}`, args));
    if (kind !== 'ts') expect(outcome.note).toContain('damaged');
    expect(probe.duration_seconds).toBeCloseTo(10, 0);
    expect(output.seconds).toBeCloseTo(10, 0);
  });

  test.each(['mkv', 'ts'])('that start at 20 hours, %s', async kind => {
    const args = ['-i', base(), '-c', 'copy', ...from(20, { v: 0, a: 0 }), '-copyts'];
    const { outcome, probe } = await rendered(folder, made(`late.${kind}`, args));
    expect(outcome.note).not.toContain('damaged');
    expect(probe.duration_seconds).toBeCloseTo(10, 0);
  });
});
