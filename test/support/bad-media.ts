import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { talkClip } from './talk-clip.ts';

const run = promisify(execFile);
const FOLDER = '.castline/test/bad-media';

async function made(name: string, args: string[]) {
  await mkdir(FOLDER, { recursive: true });
  const path = join(FOLDER, name);
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args, path]);
  return path;
}

async function written(name: string, content: string | Uint8Array) {
  await mkdir(FOLDER, { recursive: true });
  const path = join(FOLDER, name);
  await writeFile(path, content);
  return path;
}

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=6'];
const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

/** Recordings that nobody wants and everybody sends. Each makes its file and returns the path. */
export const BAD_MEDIA = {
  text: () => written('notes.mp4', 'These are only my notes.\n'.repeat(200)),
  playlist: () => written('list.mp4', '#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n'),
  truncated: async () => {
    const whole = await readFile(await talkClip());
    return written('truncated.mp4', whole.subarray(0, Math.floor(whole.length / 2)));
  },
  program: async () => written('setup.mp4', await readFile('/bin/ls')),
  tooLarge: () =>
    made('wall.mp4', ['-f', 'lavfi', '-i', 'color=gray:size=8192x4610:d=0.1:rate=10', ...X264]),
  firstBytes: async () => {
    const sound = await made('whole.flac', ['-f', 'lavfi', '-i', 'sine=330:d=6']);
    return written('head.flac', (await readFile(sound)).subarray(0, 420));
  },
  subtitlesAlone: async () => {
    const cues = await written('alone.srt', '1\n00:00:00,000 --> 00:00:01,000\nHello\n');
    return made('subtitles.mkv', ['-i', cues, '-c:s', 'srt']);
  },
  damaged: async () => {
    const path = await made('damaged.mp4', [
      ...PICTURE,
      '-f',
      'lavfi',
      '-i',
      'sine=330:d=6',
      ...X264,
    ]);
    const bytes = await readFile(path);
    const middle = Math.floor(bytes.length * 0.4);
    for (let at = middle; at < middle + 2000; at += 1) bytes[at] = (at * 197) & 255;
    return written('damaged.mp4', bytes);
  },
  silent: () =>
    made('silent.mp4', [...PICTURE, '-f', 'lavfi', '-i', 'anullsrc=r=48000:d=6', ...X264]),
  withoutAudio: () => made('without-audio.mp4', [...PICTURE, ...X264]),
  noSpeech: () => made('no-speech.mp4', [...PICTURE, '-f', 'lavfi', '-i', 'sine=330:d=6', ...X264]),
  oneSecond: () =>
    made('Лекция "1" — it\'s 100%.mp4', [
      ...['-f', 'lavfi', '-i', 'testsrc2=size=321x181:rate=25:duration=1'],
      ...['-f', 'lavfi', '-i', 'sine=440:d=1', '-c:v', 'libx264', '-pix_fmt', 'yuv444p'],
    ]),
};
