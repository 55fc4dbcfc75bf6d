import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import { frameCount } from '../../timeline/spans.ts';
import type { RenderMethod } from '../render-plan.ts';
import { singlePart } from '../split-parts.ts';
import { type Check, type CheckTask, confirmed, type Verdict } from './check.ts';
import { shareWindows } from './choose-places.ts';
import { encodePlaces, type Place, type Sample, smartPlaces } from './choose-windows.ts';
import { pictureFault } from './picture-match.ts';

/**
 * Decodes windows of a finished picture to the frame, and compares some of its frames with the
 * original's. Starting an engine takes as long as decoding seconds, so one looks at several.
 */
export function pictureChecks(check: Check, method: RenderMethod): CheckTask[] {
  if (method.kind !== 'encode' && method.kind !== 'smart') return [];
  const { ports, original } = check.render;
  // A look changes pictures; without an index, the way to one picture is as long as a render.
  const comparable = original.source.seekable && !(method.kind === 'encode' && method.look);
  const places = method.kind === 'smart' ? smartPlaces(method) : encodePlaces(method, comparable);
  const { width = 0, height = 0 } = original.source.video ?? {};
  const seconds = method.frames / framesPerSecond(method.grid);
  const shares = shareWindows(places, { ports, seconds, pixels: width * height });
  return shares.map(share => pictureCheck(check, method.grid, share));
}

const pictureCheck =
  (check: Check, grid: FrameGrid, places: readonly Place[]): CheckTask =>
  async signal => {
    const { render, result } = check;
    const windows = places.map(({ frames, samples }) => ({
      frames,
      samples: samples.map(({ made, as }) => ({ frames: made, as })),
    }));
    const seen = await render.ports.decodeWindows({ ...result, grid, windows, signal });
    const torn = places.flatMap(({ frames }, index) => {
      const [count, wanted] = [seen[index]?.count ?? 0, frameCount(frames)];
      return count === wanted ? [] : [`${count} of ${wanted} frames from frame ${frames.from}`];
    });
    if (torn.length > 0) return torn;
    const compared = places.flatMap(({ samples }, index) =>
      samples.map((sample, at) => ({ sample, made: seen[index]?.samples[at] ?? NO_PICTURE })),
    );
    return compareSamples(check, grid, compared, signal);
  };

const NO_PICTURE = new Uint8Array(0);

type Compared = { sample: Sample; made: Uint8Array };

async function compareSamples(
  { render }: Check,
  grid: FrameGrid,
  all: readonly Compared[],
  signal: AbortSignal,
): Promise<Verdict[]> {
  return confirmed(all, async (some, fromBeginning) => {
    const verdicts: Verdict[] = [];
    // From the beginning, each is as long as a read of the whole: side by side they would be slow.
    for (const group of fromBeginning ? some.map(one => [one]) : [some]) {
      const samples = group.map(({ sample: { as, original } }) => ({
        part: singlePart(original, grid, !fromBeginning),
        as,
      }));
      const wanted = await render.ports.decodeSamples({ ...render.original, samples, signal });
      verdicts.push(...group.map((one, at) => verdictOf(one, wanted[at] ?? NO_PICTURE)));
    }
    return verdicts;
  });
}

function verdictOf({ sample, made }: Compared, wanted: Uint8Array): Verdict {
  if (sample.as === 'grey') return pictureFault(wanted, made);
  // That a copy is where it should be is no place at which something was encoded.
  return Buffer.compare(wanted, made) === 0
    ? null
    : `another picture than the original's at frame ${sample.made.from}`;
}
