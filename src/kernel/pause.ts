/** Called in each round of a long calculation. */
export type Pause = () => Promise<void>;

/** Long enough to lose no time by pausing, short enough for whatever waits. */
const SLICE_MS = 50;

/**
 * Now and then lets timers and answers come through, and throws the signal's reason once it is
 * aborted: else a calculation of minutes would outlive its cancel.
 */
export function pauses(signal: AbortSignal): Pause {
  let resumedAt = performance.now();
  return async () => {
    if (performance.now() - resumedAt < SLICE_MS) return;
    await new Promise(resolve => setImmediate(resolve));
    signal.throwIfAborted();
    resumedAt = performance.now();
  };
}

/** For calculations that are known to be short. */
export const noPause: Pause = async () => undefined;
