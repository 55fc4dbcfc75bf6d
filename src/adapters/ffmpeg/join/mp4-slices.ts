import { type FileHandle, open } from 'node:fs/promises';
import { MOST_SESSIONS } from '../../../media/original/place-sessions.ts';
import type { Slice } from '../input-args.ts';

/** Size and type of a box; sizes of 64 bits follow them. */
const [HEAD_BYTES, LARGE_HEAD_BYTES] = [8, 16];
const IN_LARGE = 1;
const TO_THE_END = 0;

/** Recorders that make a fragment of each packet come to 500,000 boxes an hour, in 20 s. */
const MOST_BOXES = 4_000_000;

/**
 * The files that lie in this one, each with a header and an index of its own: what concatenating
 * them makes. One where it is a single file, or none that we could read apart. Reads a few bytes
 * of each box, up to a number of them.
 */
export async function findSlices(path: string, mostBoxes = MOST_BOXES): Promise<Slice[]> {
  await using file = await open(path);
  const { size } = await file.stat();
  const starts: number[] = [];
  let hasIndex = false;
  for await (const { type, at } of boxes(file, size, mostBoxes)) {
    if (type === 'moov') hasIndex = true;
    // One without an index belongs to what comes before it.
    if (type !== 'ftyp' || (at > 0 && !hasIndex)) continue;
    starts.push(at);
    hasIndex = false;
  }
  if (!hasIndex) starts.pop();
  const slices = starts.map((startByte, index) => ({
    path,
    startByte,
    endByte: starts[index + 1] ?? size,
  }));
  return slices.length <= MOST_SESSIONS ? slices : [];
}

async function* boxes(file: FileHandle, fileBytes: number, most: number) {
  let at = 0;
  for (let count = 0; count < most && at + HEAD_BYTES <= fileBytes; count += 1) {
    const { buffer } = await file.read(Buffer.alloc(LARGE_HEAD_BYTES), 0, LARGE_HEAD_BYTES, at);
    yield { type: buffer.toString('latin1', 4, 8), at };
    const size = buffer.readUInt32BE(0);
    const bytes = size === IN_LARGE ? Number(buffer.readBigUInt64BE(8)) : size;
    if (size === TO_THE_END || bytes < HEAD_BYTES) return;
    at += bytes;
  }
}
