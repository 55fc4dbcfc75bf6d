import type { Readable } from 'node:stream';
import type { Range } from '../../../documents/ranges.ts';
import { MATCH_RATE } from '../../../media/render/check/sound-match.ts';
import type { CheckPorts } from '../../../media/render/ports/check.ts';
import { createAligner } from '../../../media/sound/pcm.ts';
import { readLimits } from '../engine-limits.ts';
import { runEngine } from '../run-engine.ts';
import { soundWindowArgs } from './sync-args.ts';

const FLOAT_BYTES = 4;
/** The first pipe behind those that have a meaning of their own. */
const FIRST_PIPE = 3;

type Window = { first: number; samples: Float32Array };

export const decodeSoundWindows =
  (program: string): CheckPorts['decodeSoundWindows'] =>
  async ({ path, source, channels, windows, fromBeginning = false, signal }) => {
    if (windows.length === 0) return [];
    const index = source.audio?.index ?? 0;
    const empty = windows.map(emptyWindow);
    const plan = { path, index, channels, windows };
    const outputs = fromBeginning
      ? [fill(0, empty)]
      : empty.map(window => fill(window.first, [window]));
    await runEngine({
      program,
      args: soundWindowArgs({ ...plan, fromBeginning, firstPipe: FIRST_PIPE }),
      signal,
      limits: readLimits(source),
      outputs: Object.fromEntries(outputs.map((read, pipe) => [FIRST_PIPE + pipe, read])),
    });
    return empty.map(({ samples }) => samples);
  };

/** What the engine does not answer stays silence. */
const emptyWindow = ({ start, end }: Range): Window => ({
  first: Math.round(start * MATCH_RATE),
  samples: new Float32Array(Math.round((end - start) * MATCH_RATE)),
});

/** Copies a stream of samples, the first of which has this number, to where windows want them. */
const fill = (first: number, windows: readonly Window[]) => async (stream: Readable) => {
  const align = createAligner(FLOAT_BYTES);
  let at = first;
  for await (const chunk of stream) {
    const samples = new Float32Array(align(chunk));
    for (const window of windows) {
      const from = Math.max(window.first, at);
      const to = Math.min(window.first + window.samples.length, at + samples.length);
      if (from < to) window.samples.set(samples.subarray(from - at, to - at), from - window.first);
    }
    at += samples.length;
  }
};
