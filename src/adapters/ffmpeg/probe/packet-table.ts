import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { PictureTimes } from '../../../media/original/frame-timing.ts';
import { refuseLength } from '../../../media/original/refuse-beyond.ts';

/** ffmpeg's "no time stamp" is the lowest 64-bit number, which rounds to just about this. */
const NO_STAMP = -9e18;

/**
 * Where stamps jump back, ffmpeg holds those of decoding until they are past what came before. No
 * container rounds so many to the same.
 */
const REPEATED_STAMPS = 10;

/** A file with far too many packets is not read to its end. */
const CHECKED_EACH = 100_000;

type Options = {
  /** Whether times are wanted; of the sound there may be many, and nobody asks for them. */
  keeps?: boolean;
  /** Throws where there are too many. */
  refuse?: (seconds: readonly number[]) => void;
};

/** Reads ffmpeg's framecrc output: one line per packet, `stream, dts, pts, duration, …`. */
export function createPacketTable({ keeps = true, refuse }: Options = {}) {
  const shown: number[] = [];
  const decoded: number[] = [];
  let [tick, latest, lastDuration] = [0, Number.NEGATIVE_INFINITY, 0];
  let [repeated, lastDecoded, jumpsBack] = [0, Number.NaN, false];

  function packet(line: string) {
    const [, dts = NO_STAMP, pts = NO_STAMP, duration = 0] = line.split(',').map(Number);
    if (pts > NO_STAMP) refuseLength(pts * tick);
    if (keeps) keep(pts, dts);
    repeated = dts > NO_STAMP && dts === lastDecoded ? repeated + 1 : 0;
    lastDecoded = dts;
    jumpsBack ||= repeated >= REPEATED_STAMPS;
    if (pts > latest) lastDuration = duration * tick;
    latest = Math.max(latest, pts);
  }

  function keep(pts: number, dts: number) {
    if (pts > NO_STAMP) shown.push(pts * tick);
    if (dts > NO_STAMP) decoded.push(dts * tick);
    if (decoded.length % CHECKED_EACH === 0) refuse?.(secondsShown());
  }

  // AVI says of some pictures only when they are decoded; then that holds for all of them.
  const secondsShown = () => (shown.length >= decoded.length ? shown : decoded);

  return {
    async read(stream: Readable) {
      for await (const line of createInterface({ input: stream })) {
        const base = /^#tb \d+: (\d+)\/(\d+)/.exec(line);
        if (base) tick = Number(base[1]) / Number(base[2]);
        else if (!line.startsWith('#')) packet(line);
      }
    },
    /** Whether some packets come twice on the clock. */
    jumpsBack: () => jumpsBack,
    times: (): PictureTimes => ({
      seconds: secondsShown(),
      lastDurationSeconds: lastDuration,
    }),
  };
}
