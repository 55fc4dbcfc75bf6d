import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import type { PacketTable } from '../ports/smart.ts';

/** A packet further than this from its frame time belongs to no frame for certain. */
const OFF_GRID_SHARE = 0.25;
/** No stream keeps more pictures back than this: a longer wait means that a frame is missing. */
const MAX_REORDER_FRAMES = 20;

/** An end at which everything decoded so far has been shown, without a hole. */
export type CleanEnd = { packet: number; frame: number };
/** Packets that make whole frames by themselves, from a clean start to each of its clean ends. */
export type Stretch = { packet: number; frame: number; ends: CleanEnd[]; reorderFrames: number };

/** The frame that each packet makes; -1 for packets that are off the grid, hidden or unstamped. */
export function framesOfPackets({ shownSeconds, hidden }: PacketTable, grid: FrameGrid) {
  const fps = framesPerSecond(grid);
  return Int32Array.from(shownSeconds, (seconds, packet) => {
    const place = (seconds - grid.originSeconds) * fps;
    const frame = Math.round(place);
    const holds = Math.abs(place - frame) <= OFF_GRID_SHARE && !hidden.has(packet);
    return holds && frame >= 0 ? frame : -1;
  });
}

/**
 * Follows the packets from a clean start while each frame comes exactly once. Ends after `until`
 * are of no use, except the first ones: a cut may be moved to one of them.
 */
export function stretchFrom(frames: Int32Array, packet: number, until: number): Stretch {
  const frame = frames[packet] ?? -1;
  const ends: CleanEnd[] = [];
  const early = new Set<number>();
  let [next, reorderFrames] = [frame, 0];
  for (let at = packet; at < frames.length && next <= until; at += 1) {
    const shown = frames[at] ?? -1;
    if (shown < next || early.has(shown) || early.size > MAX_REORDER_FRAMES) break;
    reorderFrames = Math.max(reorderFrames, at - packet - (shown - frame));
    early.add(shown);
    while (early.delete(next)) next += 1;
    if (early.size === 0) ends.push({ packet: at + 1, frame: next });
  }
  return { packet, frame, ends, reorderFrames };
}
