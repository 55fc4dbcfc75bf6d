import pLimit from 'p-limit';
import type { FrameGrid } from '../../timeline/frame-grid.ts';
import { framesPerSecond } from '../../timeline/frame-grid.ts';
import type { Render } from '../open-render.ts';
import type { RenderMethod } from '../render-plan.ts';
import { singlePart } from '../split-parts.ts';
import { shareWindows } from './choose-places.ts';
import { encodePlaces, type Place, type Sample, smartPlaces } from './choose-windows.ts';

/** Places of a result that one engine looks at, and what the original shows at their samples. */
export type Share = { places: readonly Place[]; wanted: Promise<Uint8Array[]> };

/** What a result's pictures will be compared with. */
export type OriginalPictures = {
  grid: FrameGrid;
  shares: readonly Share[];
  /** Ends what is still decoded for a result that nobody waits for any more. */
  stop: () => Promise<void>;
};

/**
 * Begins to decode the original's pictures at all places that will be compared. They need nothing of
 * the result, and joining it keeps one core busy: the other need not wait.
 */
export function originalPictures(render: Render, method: RenderMethod): OriginalPictures | null {
  if (method.kind !== 'encode' && method.kind !== 'smart') return null;
  const { ports, original, work } = render;
  // A look changes pictures; without an index, the way to one picture is as long as a render.
  const comparable = original.source.seekable && !(method.kind === 'encode' && method.look);
  const places = method.kind === 'smart' ? smartPlaces(method) : encodePlaces(method, comparable);
  const { width = 0, height = 0 } = original.source.video ?? {};
  const seconds = method.frames / framesPerSecond(method.grid);
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  const one = pLimit(1);
  const shares = shareWindows(places, { ports, seconds, pixels: width * height }).map(share => {
    const samples = share.flatMap(place => place.samples);
    const wanted = one(() => samplesOf(render, method.grid, { samples, isSeekable: true, signal }));
    // Told where it is compared.
    wanted.catch(() => undefined);
    return { places: share, wanted };
  });
  const ended = Promise.allSettled(shares.map(({ wanted }) => wanted));
  return {
    grid: method.grid,
    shares,
    stop: async () => {
      stop.abort();
      await ended;
    },
  };
}

type Asked = { samples: readonly Sample[]; isSeekable: boolean; signal: AbortSignal };

/** The original's pictures at these samples; from its beginning where no seek is to be trusted. */
export function samplesOf(
  { ports, original }: Render,
  grid: FrameGrid,
  { samples, isSeekable, signal }: Asked,
) {
  signal.throwIfAborted();
  const parts = samples.map(({ as, original: frames }) => ({
    part: singlePart(frames, grid, isSeekable),
    as,
  }));
  return ports.decodeSamples({ ...original, samples: parts, signal });
}
