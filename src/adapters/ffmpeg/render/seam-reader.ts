import { text } from 'node:stream/consumers';
import type { Seam, SeamHashes } from '../../../media/render/seams.ts';
import type { FrameSpan } from '../../../media/timeline/spans.ts';

/** Gathers what the frames of a seam were decoded to. */
export function createSeamReader({ own, next }: Seam) {
  let rows: { frame: number; hash: string }[] = [];
  const within = ({ from, to }: FrameSpan) =>
    rows.flatMap(({ frame, hash }) => (frame >= from && frame < to ? [hash] : [])).join(' ');
  return {
    async read(stream: NodeJS.ReadableStream) {
      rows = (await text(stream)).split('\n').flatMap(rowOf);
    },
    hashes: (): SeamHashes => ({ own: within(own), next: next ? within(next) : '' }),
  };
}

/** Lines of framecrc: `stream, dts, pts, duration, size, checksum`. */
function rowOf(line: string) {
  if (line.startsWith('#')) return [];
  const [, , pts, , , hash] = line.split(',').map(column => column.trim());
  return hash ? [{ frame: Number(pts), hash }] : [];
}
