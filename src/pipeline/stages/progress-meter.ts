import type { Clock } from '../../kernel/clock.ts';

/** Often enough for a live bar and to notice a cancel, seldom enough to cost nothing. */
const WRITE_EVERY_MS = 700;

type Options = {
  clock: Clock;
  /** Returns false when the task is no longer ours. */
  write: (percent: number) => Promise<boolean>;
  onLost: () => void;
};

/** Thins out progress to one write at a time; the write also tells whether to go on. */
export function progressMeter({ clock, write, onLost }: Options) {
  let lastWriteAt = 0;
  let lastPercent = -1;
  let pending: Promise<void> = Promise.resolve();
  let writing = false;

  const report = (percent: number) => {
    const whole = Math.max(0, Math.min(99, Math.floor(percent)));
    const now = clock();
    if (writing || now - lastWriteAt < WRITE_EVERY_MS) return;
    // The same number is written too: it is how a cancel is noticed.
    const value = Math.max(whole, lastPercent);
    lastWriteAt = now;
    lastPercent = value;
    writing = true;
    pending = write(value)
      .then(ours => {
        if (!ours) onLost();
      })
      // A lost progress write is no reason to lose the work.
      .catch(() => undefined)
      .finally(() => {
        writing = false;
      });
  };
  return { report, settled: () => pending };
}
