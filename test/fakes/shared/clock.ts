import { z } from 'zod';

export type Clock = ReturnType<typeof createClock>;

/** What the control door takes for the clock. */
export const ClockChange = z.strictObject({
  set: z.union([z.iso.datetime({ offset: true }), z.number()]).optional(),
  advance_ms: z.number().optional(),
  frozen: z.boolean().optional(),
});
export type ClockChange = z.infer<typeof ClockChange>;

/**
 * The time a fake lives in. It runs with the machine's until somebody moves it, so that expiry,
 * quotas of a day and windows of a second are tested without waiting.
 */
export function createClock(startMs = Date.now()) {
  let offsetMs = startMs - Date.now();
  let frozenAtMs: number | undefined;
  const now = () => frozenAtMs ?? Date.now() + offsetMs;
  const set = (timeMs: number) => {
    offsetMs = timeMs - Date.now();
    if (frozenAtMs !== undefined) frozenAtMs = timeMs;
  };
  const freeze = () => {
    frozenAtMs = now();
  };
  const run = () => {
    const timeMs = now();
    frozenAtMs = undefined;
    set(timeMs);
  };
  return {
    now,
    set,
    advance: (ms: number) => set(now() + ms),
    /** Stands still until it is moved or runs again. */
    freeze,
    run,
    change(change: ClockChange) {
      if (change.frozen === true) freeze();
      if (change.frozen === false) run();
      if (change.set !== undefined) set(new Date(change.set).getTime());
      if (change.advance_ms !== undefined) set(now() + change.advance_ms);
    },
    view: () => ({ now: new Date(now()).toISOString(), frozen: frozenAtMs !== undefined }),
  };
}
