import { VkError } from './errors.ts';
import { CALLS_A_SECOND } from './methods.ts';
import type { VkCaller } from './tokens.ts';

const SECOND = 1000;

/** Calls a second for one token (error 6), and a day for one application (error 29). Contract §2, §3. */
export function vkRates(now: () => number) {
  const recent = new Map<string, number[]>();
  const days = new Map<string, number>();
  return {
    second(token: string, { kind }: VkCaller) {
      const time = now();
      const calls = (recent.get(token) ?? []).filter(at => time - at < SECOND && at <= time);
      if (calls.length >= CALLS_A_SECOND[kind]) throw new VkError(6);
      recent.set(token, [...calls, time]);
    },
    day(clientId: string, method: string, limit: number) {
      // The contract does not say when a day of VK begins.
      const key = `${new Date(now()).toISOString().slice(0, 10)} ${clientId} ${method}`;
      const used = days.get(key) ?? 0;
      if (used >= limit) throw new VkError(29);
      days.set(key, used + 1);
    },
    /** What a day's calls are, to come near a limit without making them. */
    setDay(clientId: string, method: string, used: number) {
      days.set(`${new Date(now()).toISOString().slice(0, 10)} ${clientId} ${method}`, used);
    },
    view: () => Object.fromEntries(days),
  };
}

export type VkRates = ReturnType<typeof vkRates>;
