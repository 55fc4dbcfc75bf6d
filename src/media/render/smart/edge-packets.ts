import { timeOfFrame } from '../../timeline/frame-grid.ts';
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
