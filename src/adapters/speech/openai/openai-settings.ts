import * as z from 'zod';
import {
  accessTo,
  CURRENCY,
  OPENAI_URL,
  optionalText,
  pricePerHour,
  settingsOf,
} from '../../provider-settings.ts';
import { checkDirectHost } from '../fireworks/fireworks-settings.ts';

const VARIABLES = {
  SPEECH_BASE_URL: z.url().optional(),
  SPEECH_API_KEY: optionalText,
  SPEECH_MODEL: z.string().default('whisper-1'),
  SPEECH_PRICE_PER_HOUR: pricePerHour,
  ...CURRENCY,
};

/** OpenAI, or any server that speaks its API. */
export const OPENAI_SPEECH = settingsOf(VARIABLES, values => {
  const { SPEECH_BASE_URL: baseUrl, SPEECH_API_KEY: apiKey, SPEECH_MODEL: model } = values;
  const access = accessTo({ baseUrl, apiKey, model }, OPENAI_URL);
  if (!access) return undefined;
  checkDirectHost(access.baseUrl, model);
  const price = { minorPerHour: values.SPEECH_PRICE_PER_HOUR, currency: values.SPEECH_CURRENCY };
  return { ...access, price };
});
