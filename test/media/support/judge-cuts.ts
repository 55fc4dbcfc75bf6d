import { TrimConfig } from '#src/config/processing-config.contract.ts';
import { type Range, totalLength } from '#src/documents/ranges.ts';

const { margin_seconds: margin, min_pause_seconds: minPause } = TrimConfig.parse({});

type Truth = { silences: readonly Range[]; seconds: number };

/** How well cuts match what should go: silences long enough for their place, less the margins. */
export function judgeCuts(cuts: readonly Range[], { silences, seconds }: Truth) {
  const wanted = silences.flatMap(({ start, end }) => {
    const [atStart, atEnd] = [start === 0, end === seconds];
    if (end - start < (atStart || atEnd ? 1 : minPause)) return [];
    return [{ start: atStart ? 0 : start + margin, end: atEnd ? end : end - margin }];
  });
  const found = shared(cuts, wanted);
  return {
    precision: cuts.length > 0 ? found / totalLength(cuts) : 1,
    recall: found / totalLength(wanted),
    /** Of words that were cut away. */
    secondsOfWords: totalLength(cuts) - shared(cuts, silences),
  };
}

/** Seconds that two lists of ranges have in common. */
const shared = (some: readonly Range[], others: readonly Range[]) =>
  totalLength(
    some.flatMap(a =>
      others.flatMap(b => {
        const range = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
        return range.end > range.start ? [range] : [];
      }),
    ),
  );
