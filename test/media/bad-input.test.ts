import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { StageError } from '#src/pipeline/stages/stage-error.ts';
import { beeps, clip, ffmpeg, flashes, lavfi } from './support/clips.ts';
import { analyzed, render, rendered, testFolder } from './support/engine.ts';
import { inHalves } from './support/odd-files.ts';

const folder = testFolder();
const MARKERS = { at: [0.4], seconds: 0.2 };
let good = '';

beforeAll(() => {
  const inputs = [
    ...lavfi(flashes(MARKERS, { seconds: 2 })),
    ...lavfi(beeps(MARKERS, { seconds: 2 })),
  ];
  good = clip(folder, 'good.mp4', [...inputs, '-shortest']);
});

const file = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const refusal = (path: string) =>
  analyzed(folder, path).then(
    () => 'accepted',
    error => (error instanceof StageError ? error.code : error),
  );

const secret = 'file:///etc/hostname';
const hls = `#EXTM3U\n#EXTINF:10,\n${secret}\n#EXT-X-ENDLIST\n`;

describe('refused, with what to do about it', () => {
  test.each([
    ['zero bytes', 'a.mp4', () => '', 'empty_file'],
    ['text', 'a.mp4', () => 'Minutes of the meeting\n'.repeat(50), 'not_media'],
    [
      'random bytes',
      'a.mp4',
      () => Uint8Array.from({ length: 9000 }, (_, i) => (i * 73) ^ (i >> 3)),
      'not_media',
    ],
    ['a web page', 'a.mp4', () => '\n<!DOCTYPE html><html></html>', 'not_media'],
    ['a program', 'a.mp4', () => readFileSync(process.execPath).subarray(0, 40_000), 'not_media'],
    ['a script', 'a.mp4', () => '#!/bin/sh\necho\n', 'not_media'],
    ['an HLS playlist', 'a.mp4', () => hls, 'playlist_refused'],
    ['an HLS playlist behind a BOM', 'a.mp4', () => `\uFEFF${hls}`, 'playlist_refused'],
    [
      'a concat script',
      'a.mp4',
      () => `ffconcat version 1.0\nfile ${secret}\n`,
      'playlist_refused',
    ],
    ['a bare concat script', 'a.mp4', () => `file '/etc/hostname'\n`, 'playlist_refused'],
    ['SDP', 'a.sdp', () => 'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n', 'playlist_refused'],
    ['XSPF', 'a.xspf', () => '<?xml version="1.0"?><playlist version="1"/>', 'playlist_refused'],
    ['MPD', 'a.mpd', () => '<?xml version="1.0"?>\n<MPD/>', 'playlist_refused'],
    [
      'a picture',
      'a.jpg',
      () => ffmpeg([...lavfi('testsrc2=d=1'), '-frames:v', '1', '-f', 'mjpeg', '-']),
      'not_media',
    ],
  ])('%s', async (_, name, content, code) => {
    expect(await refusal(file(name, content()))).toBe(code);
  });

  test('an mp4 whose index is missing', async () => {
    const whole = readFileSync(good);
    const truncated = whole.subarray(0, Math.floor(whole.length * 0.6));
    expect(await refusal(file('truncated.mp4', truncated))).toBe('incomplete_media');
  });

  test.each(['mkv', 'flac', 'ogg', 'mp3', 'ts'])('the first bytes of %s', async extension => {
    const whole = readFileSync(clip(folder, `whole.${extension}`, ['-i', good]));
    for (const length of [20, 420]) {
      const path = file(`head-${length}.${extension}`, whole.subarray(0, length));
      expect(await refusal(path)).toMatch(/^(incomplete_media|not_media|no_streams)$/);
    }
  });

  test('subtitles alone', async () => {
    const srt = file('only.srt', '1\n00:00:00,000 --> 00:00:01,000\nHello\n');
    const path = clip(folder, 'subtitles.mkv', ['-i', srt, '-c:s', 'srt']);
    expect(await refusal(path)).toBe('no_streams');
  });

  test.each([
    ['8K', '8192x4608', 'accepted'],
    ['more than 8K', '8192x4610', 'picture_too_large'],
    ['more than 8K beside sound', '8192x4610', 'picture_too_large', 'mjpeg'],
  ])('%s, however small the file', async (name, size, code, codec = 'libx264') => {
    const one = [...lavfi(`color=gray:s=${size}:r=5:d=0.2`), '-c:v', codec, '-preset', 'ultrafast'];
    const sound = codec === 'mjpeg' ? lavfi('sine=d=1') : [];
    const path = clip(folder, `${name}.mkv`, [...sound, ...one, '-pix_fmt', 'yuvj420p']);
    expect(statSync(path).size).toBeLessThan(3_000_000);
    expect(await refusal(path)).toBe(code);
  });

  test('a playlist dressed as a container is not followed', async () => {
    // The sniffing sees an unknown head; the engine would find the playlist further on.
    const path = file('hidden.mp4', `${' '.repeat(5000)}${hls}`);
    expect(await refusal(path)).toMatch(/not_media|playlist_refused/);
  });
});

describe('damaged, but worth keeping', () => {
  test('noise over packets in the middle is noted, and the length stays', async () => {
    const bytes = readFileSync(good);
    const middle = Math.floor(bytes.length * 0.4);
    for (let at = middle; at < middle + 2000; at += 1) bytes[at] = (at * 197) & 255;
    const path = file('damaged.mp4', bytes);
    const { recording, outcome, probe, edit } = await analyzed(folder, path);
    expect(outcome.note).toContain('damaged');
    expect(probe.duration_seconds).toBeCloseTo(2, 0);
    expect(edit.cuts.length).toBeGreaterThan(0);
    const made = await render(recording.work());
    expect(made.note).toContain('damaged');
    expect(made.facts?.seconds).toBeCloseTo(edit.kept_seconds, 3);
  });

  test('a broadcast of which some packets are no sound any more', async () => {
    const bytes = readFileSync(clip(folder, 'broadcast.ts', ['-i', good, '-c', 'copy']));
    let at = bytes.length / 2;
    for (let spoilt = 0; spoilt < 3; spoilt += 1) {
      // Headers of AAC frames (ADTS), with a sample rate that there is not.
      at = bytes.indexOf(Uint8Array.of(0xff, 0xf1), at + 1);
      bytes[at + 2] = (bytes[at + 2] ?? 0) | 0x3c;
    }
    const { outcome, probe, edit, output } = await rendered(folder, file('spoilt.ts', bytes));
    expect(outcome.note).toContain('damaged');
    expect(probe.duration_seconds).toBeCloseTo(2, 0);
    expect(output.audio?.seconds).toBeCloseTo(edit.kept_seconds, 1);
  });

  test.each([
    ['Matroska', 'cut.mkv', []],
    ['MP4 with its index first', 'cut.mp4', ['-movflags', '+faststart']],
    ['a live recording', 'live.mp4', ['-movflags', 'frag_every_frame+empty_moov']],
    ['a broadcast', 'cut.ts', []],
  ])('a truncated end is measured, not believed: %s', async (_, name, options) => {
    const bytes = readFileSync(
      clip(folder, `whole-${name}`, ['-i', good, '-c', 'copy', ...options]),
    );
    const path = file(name, bytes.subarray(0, bytes.length / 2));
    const { probe, edit, output } = await rendered(folder, path);
    expect(probe.duration_seconds).toBeGreaterThan(0.3);
    expect(probe.duration_seconds).toBeLessThan(1.7);
    expect(output.seconds).toBeCloseTo(edit.kept_seconds, 1);
  });

  test('stamps that jump back where sessions do not fit together are noted', async () => {
    const live = ['-movflags', 'frag_keyframe+empty_moov+default_base_moof'];
    const otherUnit = [...live, '-video_track_timescale', '90000'];
    const { outcome, probe } = await analyzed(
      folder,
      inHalves('twice.mp4', live, otherUnit)(folder),
    );
    expect(outcome.note).toContain('damaged');
    expect(probe.restarted).toBeUndefined();
  });

  test.each(['mp4', 'mkv'])('a track of sound without a packet, %s', async extension => {
    const none = ['-i', good, '-c', 'copy', '-bsf:a', 'noise=drop=1'];
    const path = clip(folder, `no-sound.${extension}`, none);
    const { outcome, probe, output } = await rendered(folder, path);
    expect(outcome.note).toMatch(/no sound/);
    expect(probe.audio).toBeNull();
    expect(output).toMatchObject({ audio: null, video: { frames: 50 } });
  });

  test('a track of pictures without a packet is sound alone', async () => {
    const none = ['-i', good, '-c', 'copy', '-bsf:v', 'noise=drop=1'];
    const { probe, output } = await rendered(folder, clip(folder, 'no-picture.mp4', none));
    expect(probe.video).toBeNull();
    expect(output).toMatchObject({ video: null, audio: { channels: 1 } });
  });

  test('a wrong extension does not matter', async () => {
    const path = join(folder, 'lecture.txt');
    copyFileSync(good, path);
    expect((await analyzed(folder, path)).probe.video?.codec).toBe('h264');
  });
});
