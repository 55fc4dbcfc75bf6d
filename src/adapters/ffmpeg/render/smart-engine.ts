import { writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { CheckPorts } from '../../../media/render/ports/check.ts';
import type { SmartPorts } from '../../../media/render/ports/smart.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { readLimits, shortLimits } from '../engine-limits.ts';
import { tellsDamage } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { pictureGraph } from './picture-graph.ts';
import { countArgs, hashArgs, splitArgs } from './render-args.ts';

export const splitPackets =
  (program: string): SmartPorts['splitPackets'] =>
  async ({ path, source, folder, before, signal }) => {
    const index = source.video?.index ?? 0;
    const args = splitArgs({ path, index, before, pattern: `${folder}/copy-%05d.ts` });
    const log = await runEngine({ program, args, signal, limits: readLimits(source) });
    refuseDamage(log);
    return Array.from(
      { length: before.length + 1 },
      (_, number) => `${folder}/copy-${String(number).padStart(5, '0')}.ts`,
    );
  };

/** What a decoder conceals, it counts as a frame, and ends well. */
function refuseDamage(log: readonly string[]) {
  const damage = log.find(tellsDamage);
  if (damage) throw new StageError('engine_failed', { detail: damage });
}

export const countFrames =
  (program: string): CheckPorts['countFrames'] =>
  async ({ path, windows, signal }) => {
    let lines: string[] = [];
    const read = async (stream: NodeJS.ReadableStream) => {
      lines = (await text(stream)).split('\n');
    };
    const args = countArgs(path, windows);
    const limits = shortLimits;
    const log = await runEngine({ program, args, signal, limits, outputs: { 1: read } });
    refuseDamage(log);
    return windows.map((_, index) => lines.filter(line => line.startsWith(`${index},`)).length);
  };

export const hashFrames =
  (program: string): CheckPorts['hashFrames'] =>
  async ({ path, source, part, signal }) => {
    if (!source.video) throw new TypeError('A part of a picture needs a picture.');
    const graphPath = `${path}.${part.spans[0]?.from ?? 0}.graph`;
    await writeFile(graphPath, pictureGraph(source.video, part));
    let hash = '';
    const read = async (stream: NodeJS.ReadableStream) => {
      hash = await text(stream);
    };
    const args = hashArgs({ path, part, graphPath });
    const limits = readLimits(source, source.video);
    await runEngine({ program, args, signal, limits, onProgress: ignore, outputs: { 3: read } });
    return hash.trim();
  };

const ignore = () => undefined;
