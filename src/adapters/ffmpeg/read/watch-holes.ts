import { refuseHole } from '../../../media/original/refuse-beyond.ts';
import type { AudioTrack } from '../../../media/original/source.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';

/** The resampler fills a hole in steps, with a line for each, and hands on nothing before the last. */
const FILLED = /\[SWR @ .*adding (\d+) audio samples of silence/;
/** It gave up, as the hole is longer than it can hold; what follows would come too early. */
const GAVE_UP = /\[SWR @ .*Failed to compensate for timestamp delta of \d/;
/** All but the last step of a hole. */
const STEP_SAMPLES = 16_384;

/** Ends a run from its log, by throwing, where a hole in the sound would fill the memory. */
export function watchHoles(audio: AudioTrack | null) {
  let hole = 0;
  return (line: string) => {
    if (GAVE_UP.test(line)) throw new StageError('sound_hole_too_long', { detail: line });
    const filled = Number(FILLED.exec(line)?.[1] ?? 0);
    if (!audio || filled === 0) return;
    hole += filled;
    refuseHole(audio, hole);
    if (filled < STEP_SAMPLES) hole = 0;
  };
}
