import OpenAI from 'openai';

/** A provider that speaks the OpenAI API. */
export type ProviderAccess = { baseUrl: string; apiKey: string; model: string };

/** Long prompts under load take minutes; providers hold the connection meanwhile. */
const TIMEOUT_MS = 10 * 60_000;

/** Repeats are ours: the SDK would also repeat an empty balance. */
export const openAiClient = ({ baseUrl, apiKey }: ProviderAccess) =>
  new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0, timeout: TIMEOUT_MS, logLevel: 'off' });
