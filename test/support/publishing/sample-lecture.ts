import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Chapter } from '../../../src/documents/metadata.contract.ts';
import type { Sentence } from '../../../src/publishing/sentences.ts';

const run = promisify(execFile);
const FFMPEG = ['-nostdin', '-y', '-v', 'error'];

const TEXT = [
  [
    'Why ice floats',
    'Welcome to this lecture about water.',
    'Ice floats because frozen water takes more room than liquid water.',
    'That is rare: most solids sink in their own melt.',
    'A lake therefore freezes from the top, and fish live below.',
  ],
  [
    'Bonds between molecules',
    'Each molecule of water holds on to four others.',
    'We call these hydrogen bonds, and they last for a few picoseconds.',
    'Warm water breaks the bonds faster than it makes them.',
    'Remember this number, because we shall need it again.',
  ],
  [
    'Surface tension',
    'At the surface a molecule has no neighbours above it.',
    'So the water pulls itself together into a skin.',
    'A small insect can walk on that skin.',
    'Soap weakens the skin, and the insect would sink.',
  ],
  [
    'Water in cells',
    'Two thirds of you are water, and most of that is inside your cells.',
    'Proteins fold the way they do because of the water around them.',
    'Without water there would be no membranes.',
    'Thank you for listening, and see you next week.',
  ],
] as const;

const SENTENCE_SECONDS = 3.6;
const CHAPTER_SECONDS = 15;
export const LECTURE_SECONDS = TEXT.length * CHAPTER_SECONDS;

export const lectureChapters: Chapter[] = TEXT.map(([title], index) => ({
  title,
  start: index * CHAPTER_SECONDS,
  end: (index + 1) * CHAPTER_SECONDS,
}));

export const lectureSentences: Sentence[] = TEXT.flatMap(([, ...texts], chapter) =>
  texts.map((text, index) => {
    const start = chapter * CHAPTER_SECONDS + index * SENTENCE_SECONDS + 0.3;
    return { start, end: start + SENTENCE_SECONDS - 0.3, text };
  }),
);

const clock = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 23);

export const lectureVtt = ['WEBVTT']
  .concat(
    lectureSentences.map(({ start, end, text }) => `${clock(start)} --> ${clock(end)}\n${text}`),
  )
  .join('\n\n');

/** A minute of slides with a quiet tone, its poster, a sheet of its slides, and the tone alone. */
export async function makeLectureMedia(folder: string) {
  const video = join(folder, 'lecture.mp4');
  const poster = join(folder, 'poster.jpg');
  const audio = join(folder, 'lecture.m4a');
  const sprite = join(folder, 'sprite.jpg');
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=180:duration=${LECTURE_SECONDS}`];
  const picture = ['-f', 'lavfi', '-i', `color=c=0x22324a:s=960x540:r=12:d=${LECTURE_SECONDS}`];
  await run('ffmpeg', [
    ...FFMPEG,
    ...picture,
    ...tone,
    '-vf',
    slides(),
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-g',
    '12',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-b:a',
    '48k',
    '-movflags',
    '+faststart',
    '-shortest',
    video,
  ]);
  await run('ffmpeg', [...FFMPEG, '-ss', '2', '-i', video, '-frames:v', '1', poster]);
  const tiles = `fps=1/${CHAPTER_SECONDS},scale=160:90,tile=${TEXT.length}x1`;
  await run('ffmpeg', [...FFMPEG, '-i', video, '-vf', tiles, '-frames:v', '1', sprite]);
  await run('ffmpeg', [...FFMPEG, '-i', video, '-vn', '-c:a', 'copy', audio]);
  return {
    video: await readFile(video),
    poster: await readFile(poster),
    sprite: await readFile(sprite),
    audio: await readFile(audio),
  };
}

const slides = () =>
  lectureChapters
    .map(({ title, start, end }) => {
      const when = `enable='between(t,${start},${end})'`;
      return `drawtext=text='${title}':fontcolor=white:fontsize=52:x=70:y=230:${when}`;
    })
    .join(',');
