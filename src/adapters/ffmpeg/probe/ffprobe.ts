import { text } from 'node:stream/consumers';
import { INPUT_LIMITS } from '../../../kernel/input-limits.ts';
import type { Source } from '../../../media/original/source.ts';
import type { Output } from '../../../media/render/ports/check.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { engineError } from '../engine-error.ts';
import { shortLimits } from '../engine-limits.ts';
import { type Slice, untrustedInput } from '../input-args.ts';
import { runEngine } from '../run-engine.ts';
import { FfprobeAnswer } from './ffprobe.contract.ts';
import { losesPicture, outputOf, sourceOf } from './tracks.ts';

const SHOW = ['-hide_banner', '-loglevel', 'level+error', '-of', 'json'];

export const ffprobeArgs = (input: string | Slice) => [
  ...SHOW,
  '-show_streams',
  '-show_format',
  // Each stream costs a decoder before anything is known of it.
  ...['-max_streams', `${INPUT_LIMITS.streams.most}`],
  ...untrustedInput(input),
];

async function ask(ffprobe: string, input: string | Slice, signal: AbortSignal) {
  let answer = '';
  const read = async (stream: NodeJS.ReadableStream) => {
    answer = await text(stream);
  };
  const log = await runEngine({
    program: ffprobe,
    args: ffprobeArgs(input),
    signal,
    limits: shortLimits,
    outputs: { 1: read },
  });
  return { answer: FfprobeAnswer.parse(JSON.parse(answer)), log };
}

/** What a customer's file is. Throws `not_media`, `picture_too_large`, `no_streams` and the like. */
export const inspect =
  (ffprobe: string) =>
  async (path: string, work: { signal: AbortSignal }): Promise<Source> => {
    const source = sourceOf(await inspectHeaders(ffprobe)(path, work));
    if (!source.video && !source.audio) throw new StageError('no_streams');
    return source;
  };

/** What the headers of a customer's file say, or of a part of it. Throws as `inspect` does. */
export const inspectHeaders =
  (ffprobe: string) =>
  async (input: string | Slice, { signal }: { signal: AbortSignal }): Promise<FfprobeAnswer> => {
    const { answer, log } = await ask(ffprobe, input, signal).catch(error => {
      // The engine found no container at all: nothing here was ever media.
      const unknown = error instanceof StageError && error.code === 'unreadable_media';
      throw unknown ? new StageError('not_media', { detail: error.detail, cause: error }) : error;
    });
    if (losesPicture(answer)) refuseLarge(log);
    return answer;
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
