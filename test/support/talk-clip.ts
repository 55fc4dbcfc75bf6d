import { execFile } from 'node:child_process';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const FOLDER = '.castline/test';

const SENTENCES = [
  'The river moves the stones down to the valley.',
  'Bread rises because the yeast makes gas in the warm dough.',
];
const PAUSE_SECONDS = 4;

/**
 * A small talk: two sentences of synthetic speech with long silences around them, over a moving
 * picture. About 18 s; made once and kept.
 */
export async function talkClip(name = 'talk.mp4'): Promise<string> {
  const path = join(FOLDER, name);
  if (await exists(path)) return path;
  await mkdir(FOLDER, { recursive: true });
  const spoken = await Promise.all(SENTENCES.map((text, index) => speak(text, index)));
  const silence = `aevalsrc=0.0005*sin(900*t):d=${PAUSE_SECONDS}:s=22050`;
  const draft = join(FOLDER, `draft-${process.pid}-${name}`);
  await run('ffmpeg', [
    ...['-nostdin', '-v', 'error', '-y'],
    ...['-f', 'lavfi', '-i', silence],
    ...spoken.flatMap(wav => ['-i', wav]),
    ...['-f', 'lavfi', '-i', 'testsrc2=size=640x360:rate=25'],
    ...['-filter_complex', '[0:a]asplit=3[a][b][c];[a][1:a][b][2:a][c]concat=n=5:v=0:a=1[talk]'],
    ...['-map', '[talk]', '-map', '3:v', '-shortest'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-c:a', 'aac', draft],
  ]);
  await rename(draft, path);
  await Promise.all(spoken.map(wav => rm(wav)));
  return path;
}

async function speak(text: string, index: number) {
  const wav = join(FOLDER, `sentence-${process.pid}-${index}.wav`);
  await run('espeak-ng', ['-v', 'en-us', '-s', '140', '-w', wav, text]);
  return wav;
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
