import { text } from 'node:stream/consumers';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { Limits } from '../../engine/limits.ts';
import { runEngine as runOnce } from '../../ffmpeg/run-engine.ts';

const TRIES = 2;
/** For a clip of a minute, which takes as long on slow cores; it says nothing until it is done. */
const CLIP_LIMITS: Limits = { deadlineSeconds: 900, stallSeconds: 900 };

/**
 * Runs a program to its end and gives what it printed; a crash is tried once more. Throws
 * `engine_failed` with the end of its log, or the signal's reason after killing the program.
 */
export async function runEngine(program: string, args: readonly string[], signal: AbortSignal) {
  for (let attempt = 1; ; attempt++) {
    let stdout = '';
    const outputs = {
      1: async (stream: NodeJS.ReadableStream) => {
        stdout = await text(stream);
      },
    };
    try {
      await runOnce({ program, args, signal, limits: CLIP_LIMITS, outputs });
      return stdout;
    } catch (error) {
      if (signal.aborted || attempt === TRIES) throw named(program, error);
    }
  }
}

/** The log of a program that could not be started does not always say which. */
function named(program: string, error: unknown) {
  if (!(error instanceof StageError) || error.code === 'cancelled') return error;
  const detail = `${program}: ${error.detail ?? error.message}`;
  return new StageError('engine_failed', { detail, cause: error });
}
