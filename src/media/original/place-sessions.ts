import { framesPerSecond, parseFrameRate } from '../timeline/frame-grid.ts';
import { measureFrameTiming, type PictureTimes } from './frame-timing.ts';

/** When the packets of one session show and sound, on that session's own clock. */
export type SessionTimes = { picture: PictureTimes | null; sound: PictureTimes | null };

/** More are no restarts but a clock that is out of order; and each is looked into by engines. */
export const MOST_SESSIONS = 64;

/**
 * Silence between sessions. Less than 20 ms would pass for sound whose stamps waver, and all that
 * follows would come early.
 */
const GAP_SECONDS = 0.03;

/**
 * Where each session begins on one clock: behind all of the one before, so that nothing is lost,
 * and with its pictures on the frame grid of the first, so that they can be cut as one.
 */
export function placeSessions(sessions: readonly SessionTimes[]): number[] {
  const [first, ...others] = sessions;
  if (!first) return [];
  const grid = gridOf(first);
  const starts = [0];
  let end = extentOf(first).end;
  for (const session of others) {
    const extent = extentOf(session);
    const start = onGrid(end + GAP_SECONDS - extent.begin, grid, gridOf(session));
    starts.push(start);
    end = start + extent.end;
  }
  return starts;
}

function extentOf({ picture, sound }: SessionTimes) {
  const tracks = [picture, sound].flatMap(track => track ?? []);
  let [begin, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { seconds, lastDurationSeconds } of tracks) {
    for (const at of seconds) {
      begin = Math.min(begin, at);
      end = Math.max(end, at + lastDurationSeconds);
    }
  }
  return { begin, end };
}

type Grid = { rate: string; frameSeconds: number; originSeconds: number };

/** Undefined where pictures follow each other at no constant rate. */
function gridOf({ picture }: SessionTimes): Grid | undefined {
  const timing = picture && measureFrameTiming(picture, []);
  const rate = timing && !timing.variable && parseFrameRate(timing.rate);
  if (!rate) return undefined;
  const frameSeconds = 1 / framesPerSecond(rate);
  return { rate: timing.rate, frameSeconds, originSeconds: timing.startSeconds };
}

/** The first start that is not earlier and puts one grid on the other. */
function onGrid(earliest: number, grid: Grid | undefined, own: Grid | undefined): number {
  if (!grid || own?.rate !== grid.rate) return earliest;
  const phase = grid.originSeconds - own.originSeconds;
  return Math.ceil((earliest - phase) / grid.frameSeconds) * grid.frameSeconds + phase;
}
