import * as z from 'zod';
import type { SpeechPrice } from '../speech/ports.ts';
import type { ProviderAccess } from './openai/client.ts';

export const optionalText = z.string().min(1).optional();

/** How a provider is set up: by variables of the environment or of the operator's secret. */
export type SettingsOf<Settings> = {
  variables: z.ZodRawShape;
  /**
   * Undefined where the operator did not set it up. Throws for settings that cannot work; the
   * message names variables and never shows values.
   */
  read: (values: unknown) => Settings | undefined;
};

export const settingsOf = <Shape extends z.ZodRawShape, Settings>(
  variables: Shape,
  toSettings: (values: z.infer<z.ZodObject<Shape>>) => Settings | undefined,
): SettingsOf<Settings> => ({
  variables,
  read: values => {
    const parsed = z.object(variables).safeParse(values);
    if (parsed.success) return toSettings(parsed.data);
    const names = parsed.error.issues.map(({ path }) => path.join('.'));
    throw new Error(`The operator has to set other values of: ${[...new Set(names)].join(', ')}.`);
  },
});

type Given = { baseUrl: string | undefined; apiKey: string | undefined; model: string };

/**
 * A key or an address of its own switches a provider on. A server of one's own needs no key; the
 * client sends one all the same.
 */
export function accessTo({ baseUrl, apiKey, model }: Given, usualUrl: string) {
  if (!baseUrl && !apiKey) return undefined;
  return { baseUrl: baseUrl ?? usualUrl, apiKey: apiKey ?? 'none', model } satisfies ProviderAccess;
}

export const OPENAI_URL = 'https://api.openai.com/v1';

export type SpeechSettings = ProviderAccess & { price: SpeechPrice };

/** What an hour of audio costs, in minor units. */
export const pricePerHour = z.coerce.number().nonnegative().default(0);

/** One currency for the prices of all speech providers. */
export const CURRENCY = { SPEECH_CURRENCY: z.string().length(3).default('USD') };
