import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { PictureTimes } from '../../media/frame-timing.ts';

/** Reads ffmpeg's framecrc output: one line per packet, `stream, dts, pts, duration, …`. */
export function createPacketTable() {
  const seconds: number[] = [];
  let [tick, latest, lastDuration] = [0, Number.NEGATIVE_INFINITY, 0];

  function packet(line: string) {
    const [, , pts, duration] = line.split(',').map(Number);
    if (pts === undefined || !Number.isFinite(pts)) return;
    seconds.push(pts * tick);
    if (pts > latest) lastDuration = (duration ?? 0) * tick;
    latest = Math.max(latest, pts);
  }

  return {
    async read(stream: Readable) {
      for await (const line of createInterface({ input: stream })) {
        const base = /^#tb \d+: (\d+)\/(\d+)/.exec(line);
        if (base) tick = Number(base[1]) / Number(base[2]);
        else if (!line.startsWith('#')) packet(line);
      }
    },
    times: (): PictureTimes => ({ seconds, lastDurationSeconds: lastDuration }),
  };
}
