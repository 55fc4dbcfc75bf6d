import { framesOfPackets, stretchFrom } from '../smart/copy-stretch.ts';
import { type PlacedPart, placeParts, type SmartMethod } from '../smart/smart-plan.ts';
import { type Check, type CheckTask, resultGrid } from './check.ts';
import { otherKeyFrame } from './key-pictures.ts';

/**
 * Every frame has its place, every part begins with a picture that resets the decoder, and key frames
 * of copies are those of the original.
 */
export const packetCheck =
  ({ render, result }: Check, { grid, frames: total, parts }: SmartMethod): CheckTask =>
  async signal => {
    const placed = placeParts(parts);
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

const copyOf = ({ part, begin }: PlacedPart) =>
  part.kind === 'copy' ? [{ frames: part.copy.frames, begin }] : [];
