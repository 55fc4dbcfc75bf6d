import { timeOfFrame } from '../../timeline/frame-grid.ts';
import { frameTotal } from '../../timeline/spans.ts';
import type { VideoPart } from '../split-parts.ts';

type Packets = {
  /** The frame that each packet makes. */
  frames: Int32Array;
  /** Packets to start from, in order. */
  starts: readonly number[];
  shownSeconds: readonly number[];
};

/** Packets `fromPacket` up to but not including `toPacket`, and the part on the clock of these. */
export type EdgePackets = { fromPacket: number; toPacket: number; part: VideoPart };

/**
 * The whole groups that an edge is decoded from, so that it can be found without the index of the
 * original, which takes an engine longer to read than most edges to encode. Null where no packet
 * before it is a clean start.
 */
export function edgePackets(part: VideoPart, packets: Packets): EdgePackets | null {
  const { frames, starts, shownSeconds } = packets;
  const first = part.spans[0]?.from ?? 0;
  const end = part.spans.at(-1)?.to ?? 0;
  const fromPacket = starts.findLast(packet => (frames[packet] ?? -1) <= first);
  if (fromPacket === undefined) return null;
  const toPacket = starts.find(packet => packet > fromPacket && (frames[packet] ?? -1) >= end);
  const begin = frames[fromPacket] ?? 0;
  const shown = shownSeconds[fromPacket] ?? 0;
  return {
    fromPacket,
    toPacket: toPacket ?? frames.length,
    part: {
      ...part,
      grid: { ...part.grid, originSeconds: 0 },
      spans: part.spans.map(({ from, to }) => ({ from: from - begin, to: to - begin })),
      seekSeconds: null,
      seam: undefined,
      firstShownSeconds: shown - timeOfFrame(part.grid, begin),
      // As pictures missing before the next group are filled in the whole file.
      holdsLastPicture: true,
    },
  };
}

/** Edges that one engine encodes one behind the other, and how many frames each of them has. */
export type EdgeRun = {
  /** On the clock of the packets where they are given, else on the original's. */
  part: VideoPart;
  packets: { fromPacket: number; toPacket: number } | null;
  lengths: number[];
};

/** Starting an engine takes as long as decoding so many pictures that nobody wants. */
const MAX_GAP_PACKETS = 100;

/**
 * Edges in order, as runs: where tight cuts leave an edge in every group, an engine for each would
 * start more often than it encodes. No run has more than `most` frames unless one edge does.
 */
export function edgeRuns(edges: readonly VideoPart[], packets: Packets, most: number): EdgeRun[] {
  const runs: VideoPart[][] = [];
  for (const edge of edges) {
    const open = runs.at(-1);
    if (open && goesOn(open, edge, packets) && framesOf([...open, edge]) <= most) open.push(edge);
    else runs.push([edge]);
  }
  return runs.map(run => {
    const lengths = run.map(({ spans }) => frameTotal(spans));
    const [first] = run;
    if (!first) throw new TypeError('A run has an edge.');
    const part = { ...first, spans: run.flatMap(({ spans }) => spans) };
    const found = edgePackets(part, packets);
    if (!found) return { part, packets: null, lengths };
    const { fromPacket, toPacket } = found;
    return { part: found.part, packets: { fromPacket, toPacket }, lengths };
  });
}

const framesOf = (run: readonly VideoPart[]) => frameTotal(run.flatMap(({ spans }) => spans));

function goesOn(run: readonly VideoPart[], edge: VideoPart, packets: Packets) {
  const last = run.at(-1);
  const [before, next] = [last && edgePackets(last, packets), edgePackets(edge, packets)];
  return before && next && next.fromPacket - before.toPacket <= MAX_GAP_PACKETS;
}
