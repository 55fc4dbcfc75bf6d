import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import { framesOfPackets, stretchFrom } from '../smart/copy-stretch.ts';
import { framesOfPart, type SmartMethod, type SmartPart } from '../smart/smart-plan.ts';
import { singlePart } from '../split-parts.ts';
import { type Check, type CheckTask, resultGrid } from './check.ts';
import { copyChecks } from './check-copies.ts';
import { joinChecks } from './check-joins.ts';
import { spread } from './choose-places.ts';
import { otherKeyFrame } from './key-pictures.ts';

/** Pictures compared with the original's, to see that copies sit where the plan has them. */
const CHECKED_PICTURES = 4;

type Placed = { part: SmartPart; begin: number };

/** Looks for what is wrong with a smart cut that its headers do not show. */
export function smartChecks(check: Check, method: SmartMethod): CheckTask[] {
  const placed = placeParts(method.parts);
  const borders = placed.slice(1).map(({ begin }) => begin);
  const copies = placed.filter(({ part }) => part.kind === 'copy');
  return [
    packetCheck(check, method, placed),
    ...joinChecks(check, method, borders),
    ...spread(copies, CHECKED_PICTURES).flatMap(copy => hashCheck(check, method.grid, copy)),
    ...copyChecks(check, method.grid, copies.map(spanOf)),
  ];
}

/**
 * Every frame has its place, every part begins with a picture that resets the decoder, and key frames
 * of copies are those of the original.
 */
const packetCheck =
  ({ render, result }: Check, { grid, frames: total }: SmartMethod, placed: Placed[]): CheckTask =>
  async signal => {
    const table = await render.ports.scanPackets({ ...result, signal, decodesKeyFrames: true });
    const frames = framesOfPackets(table, resultGrid(grid));
    const whole = stretchFrom(frames, 0, total);
    const last = whole.ends.at(-1);
    if (whole.frame !== 0 || last?.frame !== total || last.packet !== frames.length) {
      return [`pictures in place up to frame ${last?.frame ?? 0} of ${total}`];
    }
    const torn = placed.find(({ begin }) => !table.starts.has(begin) || frames[begin] !== begin);
    if (torn) return [`no clean start at frame ${torn.begin}`];
    if (table.trouble === 'damaged') return ['damaged packets'];
    const known = render.probe.video?.key_pictures ?? [];
    const copies = placed.flatMap(copyOf);
    const other = otherKeyFrame({ known, grid, copies, made: table.keyPictures });
    return other === undefined ? [] : [`another key frame than the original's at frame ${other}`];
  };

/** The same picture in both files, found in both by its time. */
function hashCheck({ render, result }: Check, grid: FrameGrid, { part, begin }: Placed) {
  if (part.kind !== 'copy') return [];
  // Behind the first second, a seek lands inside the copy and not in the group before it.
  const second = Math.ceil(framesPerSecond(grid)) + 2;
  const offset = Math.min(second, framesOfPart(part) - 1);
  const [from, to] = [part.copy.frames.from + offset, begin + offset];
  const task: CheckTask = async signal => {
    const { hashFrames } = render.ports;
    const wanted = singlePart({ from, to: from + 1 }, grid, true);
    const original = await hashFrames({ ...render.original, part: wanted, signal });
    const placed = singlePart({ from: to, to: to + 1 }, resultGrid(grid), true);
    const made = await hashFrames({ ...result, part: placed, signal });
    return original === made ? [] : [`another picture than the original's at frame ${to}`];
  };
  return [task];
}

const copyOf = ({ part, begin }: Placed) =>
  part.kind === 'copy' ? [{ frames: part.copy.frames, begin }] : [];

const spanOf = ({ part, begin }: Placed) => ({ from: begin, to: begin + framesOfPart(part) });

function placeParts(parts: readonly SmartPart[]): Placed[] {
  let end = 0;
  return parts.map(part => {
    const begin = end;
    end += framesOfPart(part);
    return { part, begin };
  });
}
