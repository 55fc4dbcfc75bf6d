import { type ChildRun, runChild } from '../engine/run-child.ts';
import { engineError } from './engine-error.ts';
import { type Report, readProgress } from './progress.ts';

export type EngineRun = Omit<ChildRun, 'toError' | 'idlePipes' | 'reported'> & {
  /** Given: pipe 1 carries what `progressTo(1)` asks for. */
  onProgress?: (report: Report) => void;
};

/**
 * Runs ffmpeg or ffprobe to its end and returns its last log lines. Throws what the log means,
 * `engine_failed` past its limits, or the signal's reason.
 */
export function runEngine({ onProgress, outputs, ...run }: EngineRun): Promise<string[]> {
  if (!onProgress) return runChild({ ...run, outputs, toError: engineError });
  let latest: Report = { frames: 0, seconds: 0 };
  const read = readProgress(report => {
    latest = { ...report };
    onProgress(report);
  });
  return runChild({
    ...run,
    outputs: { ...outputs, [PROGRESS_PIPE]: read },
    idlePipes: [PROGRESS_PIPE],
    reported: () => latest.frames + latest.seconds,
    toError: engineError,
  });
}

const PROGRESS_PIPE = 1;
