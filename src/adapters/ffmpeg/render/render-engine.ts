import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Look } from '../../../media/render/look.ts';
import type { CheckPorts } from '../../../media/render/ports/check.ts';
import type { EncodePorts } from '../../../media/render/ports/encode.ts';
import { framesPerSecond } from '../../../media/timeline/frame-grid.ts';
import { frameTotal } from '../../../media/timeline/spans.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { encodeLimits, joinLimits, readLimits, shortLimits } from '../engine-limits.ts';
import { mergeParameters, readParameters } from '../probe/parameter-sets.ts';
import { type Report, shareOf } from '../progress.ts';
import { createReadLog, tellsDamage } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { joinArgs, joinList } from './join-args.ts';
import { mayChangeSize, pictureGraph } from './picture-graph.ts';
import { decodeEndsArgs, partArgs, remuxArgs, SEAM_PIPE } from './render-args.ts';
import { createSeamReader } from './seam-reader.ts';

export const remux =
  (program: string): EncodePorts['remux'] =>
  async request => {
    const { source, signal } = request;
    const limits = readLimits(source);
    const onProgress = ({ seconds }: Report) => request.progress(shareOf(seconds, request.seconds));
    const { line, loudness } = createReadLog();
    const args = remuxArgs(request);
    await runEngine({ program, args, signal, limits, onProgress, onLogLine: line });
    return { loudnessLufs: loudness() };
  };

export const encodePart =
  (program: string): EncodePorts['encodePart'] =>
  async request => {
    const { source, packets, part, target, signal } = request;
    if (!source.video) throw new TypeError('A part of a picture needs a picture.');
    // By file: hundreds of cuts are longer than a command line may be.
    const graphPath = `${target}.graph`;
    const drawn = request.look ? await drawable(request.look, target) : undefined;
    const video = packets ? { ...source.video, index: 0 } : source.video;
    await writeFile(graphPath, pictureGraph(video, part, drawn));
    const total = frameTotal(part.spans);
    const onProgress = ({ frames }: Report) => request.progress(shareOf(frames, total));
    const args = partArgs({ ...request, graphPath, anySize: mayChangeSize(video) });
    const limits = encodeLimits(source, video, total / framesPerSecond(part.grid));
    const seam = part.seam && createSeamReader(part.seam);
    const outputs = seam && { [SEAM_PIPE]: seam.read };
    const log = await runEngine({ program, args, signal, limits, onProgress, outputs });
    return { damaged: log.some(tellsDamage), seam: seam?.hashes() };
  };

/** A look with its documents in files beside the part: no text of a person's is in a graph. */
async function drawable({ reshape, drawings }: Look, target: string) {
  const drawingPaths = drawings.map((_, index) => `${target}.${index}.ass`);
  await Promise.all(drawings.map((text, index) => writeFile(drawingPaths[index] ?? '', text)));
  return { reshape, drawingPaths };
}

export const join =
  (program: string, ffprobe: string): EncodePorts['join'] =>
  async ({ folder, parts, parametersOf = [], signal, ...plan }) => {
    const listPath = `${folder}/parts.ffconcat`;
    const named = parts.map(({ path, seconds }) => ({ name: basename(path), seconds }));
    const sets = parametersOf.map(path => readParameters(ffprobe, path, signal));
    const parameters = mergeParameters(await Promise.all(sets));
    await writeFile(listPath, joinList(named, parameters));
    const seconds = parts.reduce((sum, part) => sum + part.seconds, 0);
    const args = joinArgs({ listPath, ...plan });
    await runEngine({ program, args, signal, limits: joinLimits(seconds) });
  };

export const decodeEnds =
  (program: string): CheckPorts['decodeEnds'] =>
  async (path, { signal, tracks }) => {
    const args = decodeEndsArgs(path, tracks);
    await runEngine({ program, args, signal, limits: shortLimits }).catch(error => {
      signal.throwIfAborted();
      // Our own result, so whatever the log says: the engine failed, not the customer's file.
      const detail = `an end of the result cannot be decoded: ${error.detail ?? error}`;
      throw new StageError('engine_failed', { detail, cause: error });
    });
  };
