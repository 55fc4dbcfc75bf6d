import type { FrameGrid } from '../../timeline/frame-grid.ts';
import { frameCount } from '../../timeline/spans.ts';
import { type Check, type CheckTask, confirmed, type Verdict } from './check.ts';
import type { Sample } from './choose-windows.ts';
import { type OriginalPictures, type Share, samplesOf } from './original-pictures.ts';
import { pictureFault } from './picture-match.ts';

/**
 * Decodes windows of a finished picture to the frame, and compares some of its frames with the
 * original's. Starting an engine takes as long as decoding seconds, so one looks at several.
 */
export const pictureChecks = (check: Check, originals: OriginalPictures | null): CheckTask[] =>
  originals?.shares.map(share => pictureCheck(check, originals.grid, share)) ?? [];

const pictureCheck =
  (check: Check, grid: FrameGrid, { places, wanted }: Share): CheckTask =>
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
    const pictures = await wanted;
    const compared = places
      .flatMap(({ samples }, index) =>
        samples.map((sample, at) => ({ sample, made: seen[index]?.samples[at] ?? NO_PICTURE })),
      )
      .map((one, at) => ({ ...one, wanted: pictures[at] ?? NO_PICTURE }));
    return compareSamples(check, grid, compared, signal);
  };

const NO_PICTURE = new Uint8Array(0);

type Compared = { sample: Sample; made: Uint8Array; wanted: Uint8Array };

async function compareSamples(
  { render }: Check,
  grid: FrameGrid,
  all: readonly Compared[],
  signal: AbortSignal,
): Promise<Verdict[]> {
  return confirmed(all, async (some, fromBeginning) => {
    if (!fromBeginning) return some.map(one => verdictOf(one, one.wanted));
    const verdicts: Verdict[] = [];
    // From the beginning, each is as long as a read of the whole: side by side they would be slow.
    for (const one of some) {
      const asked = { samples: [one.sample], isSeekable: false, signal };
      const [wanted = NO_PICTURE] = await samplesOf(render, grid, asked);
      verdicts.push(verdictOf(one, wanted));
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
