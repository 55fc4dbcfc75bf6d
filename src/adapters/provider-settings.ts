import { z } from 'zod';
import type { StageName } from '../pipeline/stages.ts';
import type { ProcessingConfig } from '../recordings/processing-config.contract.ts';
import { chooseProvider } from '../speech/choose-provider.ts';
import { environment } from './environment.ts';
import { readSecret } from './secrets.ts';

const text = z.string().min(1).optional();

/**
 * The operator's AI providers. A key or a base URL of its own switches one on; without them the
 * embedded engines work. All speak the OpenAI API, wherever they are.
 */
const VARIABLES = {
  SPEECH_BASE_URL: z.url().optional(),
  SPEECH_API_KEY: text,
  SPEECH_MODEL: z.string().default('whisper-1'),
  /** What an hour of audio costs, in minor units. */
  SPEECH_PRICE_PER_HOUR: z.coerce.number().int().nonnegative().default(0),
  SPEECH_CURRENCY: z.string().length(3).default('USD'),
  TOPICS_BASE_URL: z.url().optional(),
  TOPICS_API_KEY: text,
  TOPICS_MODEL: z.string().default('gpt-5-mini'),
};

const Settings = z.object(VARIABLES);

export type RemoteProvider = { baseUrl: string; apiKey: string; model: string };

export type ProviderSettings = {
  speech: (RemoteProvider & { price: { minorPerHour: number; currency: string } }) | undefined;
  topics: RemoteProvider | undefined;
};

const OPENAI_URL = 'https://api.openai.com/v1';

/** From the operator's secret (a JSON object of these variables) over the environment. */
export async function providerSettings(): Promise<ProviderSettings> {
  const { PROVIDER_SECRET_ID: secretId } = environment({ PROVIDER_SECRET_ID: text });
  const secret: unknown = secretId ? JSON.parse(await readSecret(secretId)) : {};
  const values = Settings.parse({ ...environment(VARIABLES), ...z.looseObject({}).parse(secret) });
  const speech = remote(values.SPEECH_BASE_URL, values.SPEECH_API_KEY, values.SPEECH_MODEL);
  const minorPerHour = values.SPEECH_PRICE_PER_HOUR;
  return {
    speech: speech && { ...speech, price: { minorPerHour, currency: values.SPEECH_CURRENCY } },
    topics: remote(values.TOPICS_BASE_URL, values.TOPICS_API_KEY, values.TOPICS_MODEL),
  };
}

/** A server of one's own needs no key; the client sends one all the same. */
function remote(baseUrl: string | undefined, apiKey: string | undefined, model: string) {
  if (!baseUrl && !apiKey) return undefined;
  return { baseUrl: baseUrl ?? OPENAI_URL, apiKey: apiKey ?? 'none', model };
}

/** Languages that the embedded engine knows; null once a provider is set up. */
export const speechLanguages = ({ speech }: ProviderSettings) => (speech ? null : ['en']);

/** Who does a stage's work, as a part of its fingerprint: a new key or model means new work. */
export const providerOf =
  ({ speech, topics }: ProviderSettings) =>
  (stage: StageName, config: ProcessingConfig, hasSidecar: boolean): string => {
    const named = (provider: RemoteProvider | undefined) =>
      provider ? `${provider.baseUrl} ${provider.model}` : 'offline';
    if (stage === 'topics') {
      return config.topics.provider === 'offline' ? 'offline' : named(topics);
    }
    if (stage !== 'transcribe') return '';
    const wanted = config.transcription.provider;
    const chosen = chooseProvider({ wanted, hasSidecar, hasRemote: speech !== undefined });
    return chosen === 'openai' ? named(speech) : chosen;
  };
