import { writeFile } from 'node:fs/promises';
import { pictureGraph } from '../../src/adapters/ffmpeg/render/picture-graph.ts';
import { runEngine } from '../../src/adapters/ffmpeg/run-engine.ts';
import type { EditList } from '../../src/documents/edit.contract.ts';
import type { Source } from '../../src/media/original/source.ts';
import { frameSpans } from '../../src/media/timeline/spans.ts';
import { LOOKED_AT_SECONDS } from './measure-cut.ts';

/** What all lectures here have. */
const GRID = { frames: 25, seconds: 1, originSeconds: 0 };

type Compared = { path: string; original: string; source: Source; edit: EditList; folder: string };

/**
 * PSNR over all planes of a result, as far as it is looked at, against the frames of the original
 * that the list keeps, by number. Where a cut has moved as a whole, its few frames are compared with those of the plan.
 */
export async function picturePsnr({ path, original, source, edit, folder }: Compared) {
  if (!source.video) throw new TypeError('Only pictures can be compared.');
  const kept = pictureGraph(source.video, {
    spans: frameSpans(edit, GRID),
    grid: GRID,
    begin: 0,
    seekSeconds: null,
    holdsLastPicture: false,
    threads: 1,
  });
  const graphPath = `${folder}/psnr.graph`;
  const made = `[1:v]settb=${GRID.seconds}/${GRID.frames},setpts=N,format=yuv420p[made]`;
  await writeFile(graphPath, `${kept};${made};[made][picture]psnr=shortest=1`);
  const log = await runEngine({
    program: 'ffmpeg',
    args: [
      ...['-hide_banner', '-nostdin', '-nostats', '-i', original],
      ...['-t', `${LOOKED_AT_SECONDS}`, '-i', path],
      // Without sound, which would go on to its end, and all other pictures wait for nothing in memory.
      ...['-filter_complex_script', graphPath, '-an', '-f', 'null', '-'],
    ],
    signal: new AbortController().signal,
    limits: { deadlineSeconds: 3 * 3600, stallSeconds: 300 },
  });
  const average = /PSNR .*average:(\S+)/.exec(log.join('\n'))?.[1] ?? 'missing';
  return average === 'inf' ? 'inf' : Number(average);
}
