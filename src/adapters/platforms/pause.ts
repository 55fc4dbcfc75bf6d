import { setTimeout as delay } from 'node:timers/promises';

export const pause = async (seconds: number, signal: AbortSignal) => {
  await delay(seconds * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
};
