import * as z from 'zod';
import type { AccountTokens } from '../account-tokens.ts';
import { pause } from '../pause.ts';
import { VkProblem, VkRefusal } from './vk-refusal.ts';

export type VkHttp = {
  tokens: AccountTokens;
  /** Where the API is, without a slash at the end. */
  baseUrl: string;
  signal: AbortSignal;
  sleep?: (seconds: number, signal: AbortSignal) => Promise<void>;
};

/** Version of the API's schema that answers are read by. */
const VERSION = '5.199';
const TIMEOUT_MS = 60_000;
/** Three calls a second are allowed to a person's token. */
const MOST_TRIES = 5;
const FIRST_WAIT_SECONDS = 0.4;

export type Parameters = Readonly<Record<string, string | number | undefined>>;

/**
 * Calls a method; once more with a new token where it is refused. `reads` may be done again after
 * every passing fault, all others only where VK said that nothing was done.
 * @throws VkRefusal, or what `fetch` throws where no answer came
 */
export async function callVk<T>(
  http: VkHttp,
  { method, parameters, reads }: { method: string; parameters: Parameters; reads: boolean },
  schema: z.ZodType<T>,
): Promise<T> {
  const { sleep = pause, signal } = http;
  let token = await http.tokens.current();
  let renewed = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(http, method, { ...parameters, access_token: token }, schema);
    } catch (error) {
      signal.throwIfAborted();
      const kind = error instanceof VkRefusal ? error.kind : 'lost';
      if (kind === 'renew' && !renewed) {
        [token, renewed] = [await http.tokens.renewed(token), true];
        continue;
      }
      const isPassing = kind === 'again' || (kind === 'lost' && reads);
      if (!isPassing || attempt >= MOST_TRIES) throw error;
      await sleep(FIRST_WAIT_SECONDS * 2 ** (attempt - 1), signal);
    }
  }
}

async function once<T>(http: VkHttp, method: string, parameters: Parameters, schema: z.ZodType<T>) {
  const body = new URLSearchParams({ v: VERSION });
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) body.set(name, String(value));
  }
  const answer = await fetch(`${http.baseUrl}/method/${method}`, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.any([http.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (!answer.ok) throw new VkRefusal(10, `HTTP ${answer.status}`);
  const read: unknown = await answer.json();
  const problem = VkProblem.safeParse(read);
  if (problem.success) {
    const { error_code: code, error_msg: message } = problem.data.error;
    throw new VkRefusal(code, message);
  }
  return z.object({ response: schema }).parse(read).response;
}
