import type { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import type { CheckPorts } from '../../../media/render/ports/check.ts';
import { framesPerSecond } from '../../../media/timeline/frame-grid.ts';
import { frameTotal } from '../../../media/timeline/spans.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { readLimits, windowLimits } from '../engine-limits.ts';
import { tellsDamage } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { mayChangeSize, samplesGraph } from './picture-graph.ts';
import { FIRST_SAMPLE, sampleArgs, windowArgs } from './sample-args.ts';

export const decodeWindows =
  (program: string): CheckPorts['decodeWindows'] =>
  async ({ path, source, grid, windows, signal }) => {
    if (windows.length === 0) return [];
    const samples = samplePipes(windows.reduce((sum, window) => sum + window.samples.length, 0));
    const frames = frameTotal(windows.map(window => window.frames));
    let lines: string[] = [];
    const count = async (stream: Readable) => {
      lines = (await text(stream)).split('\n');
    };
    const log = await runEngine({
      program,
      args: windowArgs({ path, grid, windows }),
      signal,
      limits: windowLimits(source.video, frames / framesPerSecond(grid)),
      outputs: { 1: count, ...samples.outputs },
    });
    // What a decoder conceals, it counts as a frame, and ends well.
    const damage = log.find(tellsDamage);
    if (damage) throw new StageError('engine_failed', { detail: damage });
    let taken = 0;
    return windows.map((window, index) => {
      const first = taken;
      taken += window.samples.length;
      return {
        count: lines.filter(line => line.startsWith(`${index},`)).length,
        samples: samples.bytes.slice(first, taken),
      };
    });
  };

export const decodeSamples =
  (program: string): CheckPorts['decodeSamples'] =>
  async ({ path, source, samples, signal }) => {
    const { video } = source;
    if (!video) throw new TypeError('Frames need a picture.');
    if (samples.length === 0) return [];
    const pipes = samplePipes(samples.length);
    const parts = samples.map(({ part }) => part);
    const graph = samplesGraph(video, parts);
    await runEngine({
      program,
      args: sampleArgs({ path, samples, graph, anySize: mayChangeSize(video) }),
      signal,
      limits: readLimits(source, video),
      outputs: pipes.outputs,
    });
    return pipes.bytes;
  };

/** A pipe for each sample, and what came through it. */
function samplePipes(count: number) {
  const bytes = Array.from({ length: count }, () => new Uint8Array(0));
  const readers = bytes.map((_, at) => async (stream: Readable) => {
    bytes[at] = new Uint8Array(await buffer(stream));
  });
  const outputs = Object.fromEntries(readers.map((read, at) => [FIRST_SAMPLE + at, read]));
  return { bytes, outputs };
}
