import { open } from 'node:fs/promises';
import type { OpenPorts } from '../../../media/original/ports.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { findFileHead } from './flv-tags.ts';
import { joinFlv } from './join-flv.ts';
import { joinMp4 } from './join-mp4.ts';
import { findSlices } from './mp4-slices.ts';

type Programs = { ffmpeg: string; ffprobe: string };

export const joinSessions =
  (programs: Programs): OpenPorts['joinSessions'] =>
  async request => {
    const [container] = request.source.format.split(',');
    try {
      if (container === 'flv') return await joinFlv(programs.ffmpeg, request);
      if (container === 'mov') return await joinMp4(programs, request);
      return undefined;
    } catch (error) {
      // What cannot be joined is taken for what an engine makes of it as it is.
      const unfit = error instanceof StageError && UNFIT.includes(error.code);
      if (unfit) return undefined;
      throw error;
    }
  };

const UNFIT = ['unreadable_media', 'not_media', 'incomplete_media', 'no_streams'];

/**
 * The head of a file in the middle of another passes for a packet of 5 MB, so an engine loses what
 * follows if that is not more. What is longer it finds again, and shows that stamps jump back.
 */
const LOST_BEHIND_HEAD_BYTES = 0x4c_56_01 + 32;

/** Looked at in less than a second. More have live recordings alone, whose stamps tell, too. */
const FEW_BOXES = 20_000;

/** Whether files were glued together; the heads of boxes, or the end of an FLV file tell. */
export async function tellsRestart(path: string): Promise<boolean> {
  await using file = await open(path);
  const { size } = await file.stat();
  const { buffer: head } = await file.read(Buffer.alloc(8), 0, 8, 0);
  if (head.toString('latin1', 4, 8) === 'ftyp')
    return (await findSlices(path, FEW_BOXES)).length > 1;
  if (head.toString('latin1', 0, 3) !== 'FLV') return false;
  const bytes = Math.min(size, LOST_BEHIND_HEAD_BYTES);
  const tail = await file.read(Buffer.alloc(bytes), 0, bytes, size - bytes);
  return findFileHead(tail.buffer);
}
