import * as z from 'zod';
import {
  accessTo,
  CURRENCY,
  optionalText,
  pricePerHour,
  settingsOf,
} from '../../provider-settings.ts';

/** Each model has a host for direct calls, and an id of the same name in batches. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  'whisper-v3': 'audio-prod',
  'whisper-v3-turbo': 'audio-turbo',
};
const BATCH_HOST = 'audio-batch';

/** Throws for a model that takes no jobs. */
export function endpointOf(model: string): string {
  const endpoint = ENDPOINTS[model];
  if (endpoint) return endpoint;
  const known = Object.keys(ENDPOINTS).join(' or ');
  throw new Error(`SPEECH_BATCH_MODEL is ${model}, but batches need ${known}.`);
}

/** Which of Fireworks' audio hosts an address leads to; undefined for any other server. */
const audioHost = (baseUrl: string) =>
  /^(audio-[a-z]+)\..*\bfireworks\.ai$/.exec(new URL(baseUrl).hostname)?.[1];

/** Throws where a host does not serve the model, or takes no direct calls. */
export function checkDirectHost(baseUrl: string, model: string) {
  const host = audioHost(baseUrl);
  if (!host || ENDPOINTS[model] === host) return;
  const hint =
    host === BATCH_HOST
      ? 'takes batches alone: set it as SPEECH_BATCH_BASE_URL'
      : `does not serve ${model}: set SPEECH_MODEL to what it serves`;
  throw new Error(`SPEECH_BASE_URL (${host}) ${hint}.`);
}

/** Throws for a model or a host that takes no batches. */
export function checkBatch(baseUrl: string, model: string) {
  endpointOf(model);
  const host = audioHost(baseUrl);
  if (!host || host === BATCH_HOST) return;
  throw new Error(
    `SPEECH_BATCH_BASE_URL (${host}) takes direct calls alone; ${BATCH_HOST} is needed.`,
  );
}

const BATCH_URL = 'https://audio-batch.api.fireworks.ai/v1';

const VARIABLES = {
  SPEECH_BATCH_BASE_URL: z.url().optional(),
  SPEECH_BATCH_API_KEY: optionalText,
  SPEECH_BATCH_MODEL: z.string().default('whisper-v3-turbo'),
  SPEECH_BATCH_PRICE_PER_HOUR: pricePerHour,
  ...CURRENCY,
};

/** Jobs of Fireworks. */
export const FIREWORKS_BATCH = settingsOf(VARIABLES, values => {
  const { SPEECH_BATCH_BASE_URL: baseUrl, SPEECH_BATCH_API_KEY: apiKey } = values;
  const model = values.SPEECH_BATCH_MODEL;
  const access = accessTo({ baseUrl, apiKey, model }, BATCH_URL);
  if (!access) return undefined;
  checkBatch(access.baseUrl, model);
  const minorPerHour = values.SPEECH_BATCH_PRICE_PER_HOUR;
  return { ...access, price: { minorPerHour, currency: values.SPEECH_CURRENCY } };
});
