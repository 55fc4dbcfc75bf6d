import * as z from 'zod';
import type { ProviderAccess } from '../adapters/openai/client.ts';
import { optionalText, type SpeechSettings } from '../adapters/provider-settings.ts';
import { readSecret } from '../adapters/secrets/secrets.ts';
import { OFFLINE_SPEECH, type RemoteSpeech, SPEECH } from '../adapters/speech/index.ts';
import { TOPICS_MODEL } from '../adapters/topics/topics-settings.ts';
import { type ProcessingConfig, processingConfig } from '../config/processing-config.contract.ts';
import { OFFLINE_LANGUAGES, SPEECH_PROVIDERS } from '../documents/speech-providers.ts';
import type { ProviderName } from '../pipeline/stages/stage-context.ts';
import { chooseProvider } from '../speech/choose-provider.ts';
import { environment } from './environment.ts';

export type ProviderSettings = {
  /** Those that are set up. */
  speech: Partial<Record<RemoteSpeech, SpeechSettings>>;
  /** The embedded engine. */
  offline: { modelFolder?: string | undefined };
  topics: ProviderAccess | undefined;
};

/** The variables of all AI providers. Without any of them the embedded engines work. */
export const PROVIDER_VARIABLES: z.ZodRawShape = Object.assign(
  {},
  ...Object.values(SPEECH).map(({ settings }) => settings.variables),
  OFFLINE_SPEECH.variables,
  TOPICS_MODEL.variables,
);

/** From the operator's secret (a JSON object of these variables) over the environment. */
export async function providerSettings(): Promise<ProviderSettings> {
  const { PROVIDER_SECRET_ID: secretId } = environment({ PROVIDER_SECRET_ID: optionalText });
  const secret: unknown = secretId ? JSON.parse(await readSecret(secretId)) : {};
  const values = { ...process.env, ...z.looseObject({}).parse(secret) };
  const speech = Object.entries(SPEECH).flatMap(([name, { settings }]) => {
    const read = settings.read(values);
    return read ? [[name, read] as const] : [];
  });
  return {
    speech: Object.fromEntries(speech),
    offline: OFFLINE_SPEECH.read(values) ?? {},
    topics: TOPICS_MODEL.read(values),
  };
}

/** The speech providers that are set up, each with its settings. */
export const setUpSpeech = ({ speech }: ProviderSettings) =>
  SPEECH_PROVIDERS.flatMap(name => {
    if (name === 'imported' || name === 'offline') return [];
    const settings = speech[name];
    return settings ? [[name, settings] as const] : [];
  });

/** Languages that the embedded engine knows; null once a provider is set up. */
export const speechLanguages = ({ speech }: ProviderSettings) =>
  Object.keys(speech).length > 0 ? null : OFFLINE_LANGUAGES;

const nameOf = (provider: ProviderAccess | undefined) =>
  provider ? `${provider.baseUrl} ${provider.model}` : 'offline';

/** The providers that rows of stages name, by what they are asked for. */
const NAMES: Readonly<
  Record<string, (settings: ProviderSettings, query: ProviderQuery) => string>
> = {
  topics: ({ topics }, { config }) =>
    config.topics.provider === 'offline' ? 'offline' : nameOf(topics),
  speech: ({ speech, offline }, { config, hasSidecar }) => {
    const wanted = config.transcription.provider;
    const chosen = chooseProvider({ wanted, hasSidecar, available: Object.keys(speech) });
    if (chosen === 'imported') return chosen;
    if (chosen === 'offline') return [chosen, offline.modelFolder ?? []].flat().join(' ');
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
