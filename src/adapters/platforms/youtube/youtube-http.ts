import { retryAfterSeconds } from '../../openai/retry-after.ts';
import type { AccountTokens } from '../account-tokens.ts';
import { YouTubeRefusal } from './refusal.ts';

export type YouTubeHttp = {
  tokens: AccountTokens;
  /** Where the Data API is, without a slash at the end. */
  baseUrl: string;
  signal: AbortSignal;
  fetch?: typeof globalThis.fetch;
  sleep?: (seconds: number, signal: AbortSignal) => Promise<void>;
};

export type Call = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  /** Answers that are none of success and yet no refusal. */
  accepts?: readonly number[];
};

/** No answer may take longer: a chunk of 8 MiB passes in this time at 0.5 Mbit/s. */
const TIMEOUT_MS = 150_000;

/**
 * One call with the account's token; once more with a new token where it is refused. Nothing else
 * is done twice: whether that is safe the caller knows.
 * @throws YouTubeRefusal, or what `fetch` throws where no answer came
 */
export async function callYouTube(http: YouTubeHttp, call: Call): Promise<Response> {
  const token = await http.tokens.current();
  try {
    return await callWith(http, call, token);
  } catch (error) {
    if (!(error instanceof YouTubeRefusal) || error.kind !== 'renew') throw error;
    return callWith(http, call, await http.tokens.renewed(token));
  }
}

async function callWith(http: YouTubeHttp, call: Call, token: string) {
  const { fetch = globalThis.fetch, signal } = http;
  const { method, url, headers, body, accepts = [] } = call;
  const answer = await fetch(url, {
    method,
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body !== undefined && { body }),
    // Its answers redirect nobody; a token goes to no other host.
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (answer.ok || accepts.includes(answer.status)) return answer;
  const waitSeconds = retryAfterSeconds(answer.headers, Date.now());
  throw new YouTubeRefusal({ status: answer.status, body: await answer.text(), waitSeconds });
}
