import type { EditList } from '../../../documents/edit.contract.ts';
import type { Probe } from '../../../documents/probe.contract.ts';
import type { Source, VideoTrack } from '../../original/source.ts';
import { type Aspect, displayAspect } from '../../timeline/display-aspect.ts';
import { type FrameGrid, frameGrid } from '../../timeline/frame-grid.ts';
import {
  type FrameSpan,
  frameCount,
  frameSpans,
  frameTotal,
  samplesOfFrames,
} from '../../timeline/spans.ts';
import type { EdgeFormat } from '../ports/encode.ts';
import type { PacketTable } from '../ports/smart.ts';
import type { SoundPlan } from '../sound-plan.ts';
import { splitIntoParts, type VideoPart } from '../split-parts.ts';
import { framesOfPackets } from './copy-stretch.ts';
import { type EdgeRun, edgeRuns } from './edge-packets.ts';
import { type Copy, cutSmart, type Piece } from './smart-cut.ts';

export type SmartPart = { kind: 'copy'; copy: Copy } | { kind: 'edge'; part: VideoPart };

export type SmartMethod = {
  kind: 'smart';
  parts: SmartPart[];
  /** All edges among the parts, as they are encoded. */
  runs: EdgeRun[];
  frames: number;
  /** Frames that are passed on bit by bit. */
  copiedFrames: number;
  grid: FrameGrid;
  sound: SoundPlan | null;
  edge: EdgeFormat;
  /** As the original's container says it: packets may not. */
  aspect: Aspect;
  /** How many frames decoding runs ahead of showing, at most. */
  reorderFrames: number;
};

/** With less to copy, joins only add risk. */
const MIN_COPIED_SHARE = 0.1;

/** Why the headers alone say that this picture cannot be copied in pieces; undefined if it may be. */
export function smartRefusal(source: Source, probe: Probe): string | undefined {
  const { video } = source;
  if (!video || !probe.video) return 'no picture';
  if (video.codec !== 'h264') return `codec ${video.codec}`;
  if (video.pixelFormat !== 'yuv420p') return `pixel format ${video.pixelFormat}`;
  if (video.interlaced) return 'interlaced';
  if (video.rotation !== 0) return 'rotated';
  if (video.changesSize) return 'changing size';
  if (video.width % 2 || video.height % 2) return 'odd size';
  if (probe.video.damaged) return 'damaged when analyzed';
  if (probe.video.variable_frame_rate) return 'variable frame rate';
  if (!source.seekable) return 'no index';
  return undefined;
}

type Input = {
  video: VideoTrack | null;
  probe: Probe;
  edit: EditList;
  cores: number;
  packets: PacketTable;
  /** Format of the result's sound; null without one. */
  format: Omit<SoundPlan, 'spans'> | null;
};

/** The plan of a smart cut, or in words why there is none. */
export function planSmart({ video, probe, edit, cores, packets, format }: Input) {
  if (packets.trouble) return packets.trouble.replace('_', ' ');
  const grid = probe.video && frameGrid(probe.video);
  if (!video || !grid) return 'no picture';
  const frames = framesOfPackets(packets, grid);
  const starts = [...packets.starts].filter(packet => (frames[packet] ?? -1) >= 0);
  const cut = cutSmart({ spans: frameSpans(edit, grid), grid, frames, starts });
  const total = frameTotal(cut.spans);
  const copiedFrames = cut.pieces.reduce((sum, piece) => sum + copiedIn(piece), 0);
  if (copiedFrames < total * MIN_COPIED_SHARE) {
    return `only ${copiedFrames} of ${total} frames could be copied`;
  }
  const share = (total - copiedFrames) / (2 * cores);
  const parts = cut.pieces.flatMap((piece): SmartPart[] =>
    piece.kind === 'copy'
      ? [piece]
      : edgeParts(piece.spans, grid, frameTotal(piece.spans) > share ? cores : 1),
  );
  const edges = parts.flatMap(part => (part.kind === 'edge' ? part.part : []));
  const method: SmartMethod = {
    kind: 'smart',
    parts,
    runs: edgeRuns(edges, { frames, starts, shownSeconds: packets.shownSeconds }, share),
    frames: total,
    copiedFrames,
    grid,
    sound: format && { ...format, spans: samplesOfFrames(cut.spans, grid, format.sampleRate) },
    edge: { profile: video.profile },
    aspect: displayAspect(video),
    reorderFrames: cut.reorderFrames,
  };
  return method;
}

const copiedIn = (piece: Piece) => (piece.kind === 'copy' ? frameCount(piece.copy.frames) : 0);

/** An edge that others cannot balance is shared between cores like any encode. */
const edgeParts = (spans: readonly FrameSpan[], grid: FrameGrid, cores: number): SmartPart[] =>
  splitIntoParts({ spans, grid, cores, seekable: true, threads: 1 }).map(part => ({
    kind: 'edge',
    // Before the first clean start nothing but the beginning is one.
    part: { ...part, seekSeconds: null, seam: undefined },
  }));

/** Frames of the result that a part makes. */
export const framesOfPart = (part: SmartPart) =>
  part.kind === 'copy' ? frameCount(part.copy.frames) : frameTotal(part.part.spans);

/** A part with the frames of the result that it makes. */
export type PlacedPart = { part: SmartPart; begin: number; end: number };

/** The parts of a smart cut, one behind the other. */
export function placeParts(parts: readonly SmartPart[]): PlacedPart[] {
  let end = 0;
  return parts.map(part => {
    const begin = end;
    end += framesOfPart(part);
    return { part, begin, end };
  });
}
