import { z } from 'zod';
import { readSecret } from '../adapters/secrets/secrets.ts';
import { checkBatch, checkDirectHost } from '../adapters/speech/fireworks/fireworks-models.ts';
import { type ProcessingConfig, processingConfig } from '../config/processing-config.contract.ts';
import type { SpeechProvider } from '../documents/speech-providers.ts';
import type { ProviderName } from '../pipeline/stages/stage-context.ts';
import { chooseProvider } from '../speech/choose-provider.ts';
import type { SpeechPrice } from '../speech/ports.ts';
import { environment } from './environment.ts';
import { optionalText, PROVIDER_VARIABLES } from './provider-variables.ts';

const Settings = z.object(PROVIDER_VARIABLES);

export type RemoteProvider = { baseUrl: string; apiKey: string; model: string };

type SpeechSettings = RemoteProvider & { price: SpeechPrice };
export type RemoteSpeech = Exclude<SpeechProvider, 'imported' | 'offline'>;

export type ProviderSettings = {
  /** Those that are set up. */
  speech: Partial<Record<RemoteSpeech, SpeechSettings>>;
  topics: RemoteProvider | undefined;
};

const OPENAI_URL = 'https://api.openai.com/v1';
const BATCH_URL = 'https://audio-batch.api.fireworks.ai/v1';

/** From the operator's secret (a JSON object of these variables) over the environment. */
export async function providerSettings(): Promise<ProviderSettings> {
  const { PROVIDER_SECRET_ID: secretId } = environment({ PROVIDER_SECRET_ID: optionalText });
  const secret: unknown = secretId ? JSON.parse(await readSecret(secretId)) : {};
  const values = Settings.parse({
    ...environment(PROVIDER_VARIABLES),
    ...z.looseObject({}).parse(secret),
  });
  return { speech: speechSettings(values), topics: topicsSettings(values) };
}

type Values = z.infer<typeof Settings>;

function speechSettings(values: Values): ProviderSettings['speech'] {
  const currency = values.SPEECH_CURRENCY;
  const openai = remote(
    { baseUrl: values.SPEECH_BASE_URL, apiKey: values.SPEECH_API_KEY, model: values.SPEECH_MODEL },
    OPENAI_URL,
  );
  if (openai) checkDirectHost(openai.baseUrl, openai.model);
  const { SPEECH_BATCH_BASE_URL: baseUrl, SPEECH_BATCH_API_KEY: apiKey } = values;
  const batch = remote({ baseUrl, apiKey, model: values.SPEECH_BATCH_MODEL }, BATCH_URL);
  if (batch) checkBatch(batch.baseUrl, batch.model);
  const price = { minorPerHour: values.SPEECH_PRICE_PER_HOUR, currency };
  const batchPrice = { minorPerHour: values.SPEECH_BATCH_PRICE_PER_HOUR, currency };
  return {
    ...(openai && { openai: { ...openai, price } }),
    ...(batch && { 'fireworks-batch': { ...batch, price: batchPrice } }),
  };
}

const topicsSettings = (values: Values) =>
  remote(
    { baseUrl: values.TOPICS_BASE_URL, apiKey: values.TOPICS_API_KEY, model: values.TOPICS_MODEL },
    OPENAI_URL,
  );

type Given = { baseUrl: string | undefined; apiKey: string | undefined; model: string };

/** A server of one's own needs no key; the client sends one all the same. */
function remote({ baseUrl, apiKey, model }: Given, usualUrl: string) {
  if (!baseUrl && !apiKey) return undefined;
  return { baseUrl: baseUrl ?? usualUrl, apiKey: apiKey ?? 'none', model };
}

/** Languages that the embedded engine knows; null once a provider is set up. */
export const speechLanguages = ({ speech }: ProviderSettings) =>
  Object.keys(speech).length > 0 ? null : ['en'];

const nameOf = (provider: RemoteProvider | undefined) =>
  provider ? `${provider.baseUrl} ${provider.model}` : 'offline';

/** The providers that rows of stages name, by what they are asked for. */
const NAMES: Readonly<
  Record<string, (settings: ProviderSettings, query: ProviderQuery) => string>
> = {
  topics: ({ topics }, { config }) =>
    config.topics.provider === 'offline' ? 'offline' : nameOf(topics),
  speech: ({ speech }, { config, hasSidecar }) => {
    const wanted = config.transcription.provider;
    const chosen = chooseProvider({ wanted, hasSidecar, available: Object.keys(speech) });
    if (chosen === 'imported' || chosen === 'offline') return chosen;
    const provider = nameOf(speech[chosen]);
    return chosen === 'openai' ? provider : `${chosen} ${provider}`;
  },
};

type ProviderQuery = { config: ProcessingConfig; hasSidecar: boolean };

/** Who does a stage's work, as a part of its fingerprint: a new key or model means new work. */
export const providerOf =
  (settings: ProviderSettings): ProviderName =>
  ({ provider }, config, artifacts) => {
    const name = provider === undefined ? undefined : NAMES[provider];
    if (!name) return '';
    const hasSidecar = artifacts.some(({ kind }) => kind === 'sidecar');
    return name(settings, { config: processingConfig(config), hasSidecar });
  };
