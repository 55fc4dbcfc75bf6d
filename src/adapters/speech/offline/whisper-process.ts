import { existsSync } from 'node:fs';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { type LineChild, startLineChild } from '../../engine/line-child.ts';
import { speechEnvironment } from './environment.ts';

type Options = {
  modelFolder?: string | undefined;
  workers: number;
  command?: readonly string[];
};
type Request = Readonly<Record<string, unknown>>;
type Limits = { signal: AbortSignal; seconds: number };

const NAME = 'faster-whisper';
/** Loading the model, on a machine with other things to do. */
const START_SECONDS = 180;
/** Large models on two cores need twice the length of the sound; much more is a hang. */
const SECONDS_PER_SECOND = 20;
const TRIES = 2;

/**
 * The engine as one process for all clips: it starts with the first request, and a crash is tried
 * once more with a new one. Ends with `end`.
 */
export function whisperProcess(options: Options) {
  let child: LineChild | undefined;
  const running = () => {
    if (!child || child.isGone()) child = startLineChild(programOf(options));
    return child;
  };
  const ask = async (request: Request, { signal, seconds }: Limits, tries = TRIES) => {
    const current = running();
    const deadlineMs = (START_SECONDS + seconds * SECONDS_PER_SECOND) * 1000;
    try {
      const answer = await current.ask(request, { signal, deadlineMs });
      if ('result' in answer) return answer.result;
      const code = answer.refused ? 'language_unsupported' : 'engine_failed';
      throw new StageError(code, { detail: `${NAME}: ${answer.error}` });
    } catch (error) {
      // A late one is gone, too, but would be late again.
      if (signal.aborted || tries === 1 || !current.hasCrashed()) throw error;
      return ask(request, { signal, seconds }, tries - 1);
    }
  };
  const end = async () => {
    await child?.end();
    child = undefined;
  };
  return { ask, end };
}

function programOf({ modelFolder, workers, command }: Options) {
  const place = speechEnvironment();
  const model = modelFolder ?? place.modelFolder;
  if (!command) checkInstalled(place.python, model);
  // Isolated from what a user's Python has; and no look at a hub for what is in the folder.
  const usual = [place.python, '-I', place.program, model, `${workers}`];
  return {
    name: NAME,
    command: command ?? usual,
    environment: { PATH: process.env.PATH, HF_HUB_OFFLINE: '1' },
  };
}

/** Said here, because the program would look for an unknown model at a hub. */
function checkInstalled(python: string, modelFolder: string) {
  const missing = [
    existsSync(python) ? [] : `${NAME} is not installed: run containers/worker/install.sh`,
    existsSync(modelFolder) ? [] : `${NAME}: there is no model in ${modelFolder}`,
  ].flat();
  if (missing.length > 0) throw new StageError('engine_failed', { detail: missing.join('; ') });
}
