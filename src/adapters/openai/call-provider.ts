import { setTimeout as delay } from 'node:timers/promises';
import { judge } from './provider-error.ts';

export type CallOptions = {
  signal: AbortSignal;
  tries?: number;
  /** The first wait; doubles each time. */
  waitSeconds?: number;
  sleep?: (seconds: number, signal: AbortSignal) => Promise<void>;
};

const MAX_WAIT_SECONDS = 30;
/** A provider may name a longer wait; beyond this the stage is better tried again later. */
const MAX_NAMED_WAIT_SECONDS = 120;

/**
 * Calls a provider, and again after passing failures, with growing waits that differ between
 * callers. Throws `provider_unavailable`, `provider_rejected` or `invalid_answer`.
 */
export async function callProvider<Answer>(call: () => Promise<Answer>, options: CallOptions) {
  const { signal, tries = 5, waitSeconds = 1, sleep = pause } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (thrown) {
      signal.throwIfAborted();
      const { error, isPassing, waitSeconds: named } = judge(thrown, Date.now());
      const isHopeless = (named ?? 0) > MAX_NAMED_WAIT_SECONDS;
      if (!isPassing || isHopeless || attempt >= tries) throw error;
      const grown = Math.min(MAX_WAIT_SECONDS, waitSeconds * 2 ** (attempt - 1));
      await sleep(Math.max(named ?? 0, grown * (0.5 + Math.random() / 2)), signal);
    }
  }
}

const pause = async (seconds: number, signal: AbortSignal) => {
  await delay(seconds * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
};
