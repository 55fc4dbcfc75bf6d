import { text } from 'node:stream/consumers';
import type { Output } from '../../media/ports.ts';
import type { Source } from '../../media/source.ts';
import { StageError } from '../../pipeline/stage-error.ts';
import { engineError } from './engine-error.ts';
import { FfprobeAnswer } from './ffprobe.contract.ts';
import { untrustedInput } from './input-args.ts';
import { runEngine } from './run-engine.ts';
import { losesPicture, outputOf, sourceOf } from './tracks.ts';

const SHOW = ['-hide_banner', '-loglevel', 'level+error', '-of', 'json'];

export const ffprobeArgs = (path: string) => [
  ...SHOW,
  '-show_streams',
  '-show_format',
  ...untrustedInput(path),
];

async function ask(ffprobe: string, path: string, signal: AbortSignal) {
  let answer = '';
  const read = async (stream: NodeJS.ReadableStream) => {
    answer = await text(stream);
  };
  const outputs = { 1: read };
  const log = await runEngine({ program: ffprobe, args: ffprobeArgs(path), signal, outputs });
  return { answer: FfprobeAnswer.parse(JSON.parse(answer)), log };
}

/** What a customer's file is. Throws `not_media`, `picture_too_large`, `no_streams` and the like. */
export const inspect =
  (ffprobe: string) =>
  async (path: string, { signal }: { signal: AbortSignal }): Promise<Source> => {
    const { answer, log } = await ask(ffprobe, path, signal).catch(error => {
      // The engine found no container at all: nothing here was ever media.
      const unknown = error instanceof StageError && error.code === 'unreadable_media';
      throw unknown ? new StageError('not_media', { detail: error.detail, cause: error }) : error;
    });
    if (losesPicture(answer)) refuseLarge(log);
    const source = sourceOf(answer);
    if (!source.video && !source.audio) throw new StageError('no_streams');
    return source;
  };

/** A picture above the limit is left out of the answer, and the file would pass for sound alone. */
function refuseLarge(log: readonly string[]) {
  const error = engineError(new Error('a picture cannot be read'), log);
  if (error.code === 'picture_too_large') throw error;
}

/** What a file of our own became. */
export const inspectOutput =
  (ffprobe: string) =>
  async (path: string, { signal }: { signal: AbortSignal }): Promise<Output> =>
    outputOf((await ask(ffprobe, path, signal)).answer);
