/** A receiver that found nothing and waits. */
type Waiter = {
  /** Tries once more; true when it got something and is done. */
  attempt: () => boolean;
};

type Needs = {
  now: () => number;
  nextVisibleAt: (queueName: string) => number | null;
};

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Waiting receivers by queue, woken by a send at once and by the clock when a message shows again. */
export function startWaiters({ now, nextVisibleAt }: Needs) {
  const byQueue = new Map<string, Set<Waiter>>();
  const alarms = new Map<string, NodeJS.Timeout>();
  const woken = new Set<string>();

  const serve = (queueName: string) => {
    woken.delete(queueName);
    // First come, first served; whoever finds nothing shows that the rest would find nothing.
    for (const waiter of byQueue.get(queueName) ?? []) {
      if (!waiter.attempt()) break;
    }
    setAlarm(queueName);
  };

  const setAlarm = (queueName: string) => {
    clearTimeout(alarms.get(queueName));
    alarms.delete(queueName);
    const at = byQueue.get(queueName)?.size ? nextVisibleAt(queueName) : null;
    if (at === null) return;
    const delayMs = Math.min(Math.max(at - now(), 1), LONGEST_TIMER_MS);
    alarms.set(queueName, setTimeout(serve, delayMs, queueName));
  };

  /**
   * Waits for the end of this turn: if a client left in the same moment, its `end` is then known
   * and it is not handed a message that it can no longer read.
   */
  const wake = (queueName: string) => {
    if (woken.has(queueName) || !byQueue.get(queueName)?.size) return;
    woken.add(queueName);
    setImmediate(serve, queueName);
  };

  const enter = (queueName: string, waiter: Waiter) => {
    const waiters = byQueue.get(queueName) ?? new Set();
    byQueue.set(queueName, waiters.add(waiter));
    setAlarm(queueName);
    return () => {
      waiters.delete(waiter);
    };
  };

  const close = () => {
    for (const alarm of alarms.values()) clearTimeout(alarm);
    byQueue.clear();
  };

  return { wake, enter, close };
}

export type Waiters = ReturnType<typeof startWaiters>;
