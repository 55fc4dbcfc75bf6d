import { writeFile } from 'node:fs/promises';
import { SPEECH_RATE } from '../../media/sound/pcm.ts';
import type { JoinSpeech } from '../../speech/ports.ts';
import { joinLimits } from '../ffmpeg/engine-limits.ts';
import { QUIET } from '../ffmpeg/input-args.ts';
import { runEngine } from '../ffmpeg/run-engine.ts';

/** Given lengths put the next part on time; what is missing until then becomes silence. */
export const joinSpeechList = (parts: readonly { path: string; seconds: number }[]) =>
  [
    'ffconcat version 1.0',
    ...parts.flatMap(({ path, seconds }) => [`file 'file:${path}'`, `duration ${seconds}`]),
    '',
  ].join('\n');

export const joinSpeechArgs = (list: string, target: string) => [
  ...QUIET,
  ...['-safe', '0', '-f', 'concat', '-i', list],
  ...['-af', 'aresample=async=1:min_hard_comp=0.001:first_pts=0'],
  ...['-ac', '1', '-ar', `${SPEECH_RATE}`, '-c:a', 'flac', '-f', 'flac', target],
];

/** Joins speech audio with ffmpeg; a decoder and an encoder of FLAC take a second for an hour. */
export const joinSpeech =
  (ffmpeg: string): JoinSpeech =>
  async ({ parts, target, signal }) => {
    const list = `${target}.txt`;
    await writeFile(list, joinSpeechList(parts));
    const limits = joinLimits(parts.reduce((sum, { seconds }) => sum + seconds, 0));
    await runEngine({ program: ffmpeg, args: joinSpeechArgs(list, target), signal, limits });
  };
