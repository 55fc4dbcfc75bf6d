import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from '../../local/sample/run-program.ts';
import { makeMarkedLecture, REPEATED_SECONDS } from './marked-lecture.ts';

export type LectureName = 'h264' | 'hevc' | 'three-hours';

const FOLDER = join('.castline', 'sample');
const UNITS = 18;

/** The lecture of that name, 720p at 25 frames a second with markers; made once per length. */
export async function lecture(name: LectureName, seconds: number): Promise<string> {
  if (name === 'three-hours') return threeHours();
  const path = join(FOLDER, `bench-media-${seconds}.mp4`);
  await makeMarkedLecture(path, seconds);
  return name === 'hevc' ? inHevc(path) : path;
}

/** Browsers do not play it everywhere, so it has to be encoded whatever is cut. */
const inHevc = (path: string) =>
  once(path.replace('.mp4', '-hevc.mp4'), [
    ...['-i', path, '-c:v', 'libx265', '-preset', 'ultrafast', '-crf', '18', '-tag:v', 'hvc1'],
    ...['-x265-params', 'log-level=none', '-c:a', 'copy'],
  ]);

/** Ten minutes, made as long to the sample and the frame, eighteen times in a row. */
async function threeHours() {
  const path = join(FOLDER, 'bench-media-three-hours.mp4');
  if (existsSync(path)) return path;
  const seconds = ['-t', `${REPEATED_SECONDS}`];
  const unit = await once(join(FOLDER, 'bench-media-unit.mov'), [
    ...[
      '-i',
      await lecture('h264', REPEATED_SECONDS),
      '-vf',
      'tpad=stop_mode=clone:stop_duration=2',
    ],
    ...['-af', 'pan=mono|c0=c0,apad', '-c:v', 'libx264', '-preset', 'veryfast', '-bf', '2'],
    ...['-c:a', 'pcm_s16le', ...seconds],
  ]);
  const list = `${path}.ffconcat`;
  const named = `file ${unit.split('/').at(-1)}\nduration ${REPEATED_SECONDS}\n`;
  await writeFile(list, `ffconcat version 1.0\n${named.repeat(UNITS)}`);
  const sound = ['-c:a', 'aac', '-aac_coder', 'fast', '-b:a', '96k'];
  return once(path, ['-f', 'concat', '-i', list, '-c:v', 'copy', ...sound]);
}

/** Under its own name only when it is whole. */
async function once(path: string, args: readonly string[]) {
  if (existsSync(path)) return path;
  const part = path.replace(/(\.\w+)$/, '.part$1');
  await ffmpeg([...args, '-movflags', '+faststart', part]);
  await rename(part, path);
  return path;
}
