import { z } from 'zod';

export const optionalText = z.string().min(1).optional();

const price = z.coerce.number().nonnegative().default(0);

/**
 * The operator's AI providers. A key or a base URL of its own switches one on; without them the
 * embedded engines work. All but the batches speak the OpenAI API, wherever they are.
 */
export const PROVIDER_VARIABLES = {
  SPEECH_BASE_URL: z.url().optional(),
  SPEECH_API_KEY: optionalText,
  SPEECH_MODEL: z.string().default('whisper-1'),
  /** What an hour of audio costs, in minor units. */
  SPEECH_PRICE_PER_HOUR: price,
  SPEECH_CURRENCY: z.string().length(3).default('USD'),
  SPEECH_BATCH_BASE_URL: z.url().optional(),
  SPEECH_BATCH_API_KEY: optionalText,
  SPEECH_BATCH_MODEL: z.string().default('whisper-v3-turbo'),
  SPEECH_BATCH_PRICE_PER_HOUR: price,
  TOPICS_BASE_URL: z.url().optional(),
  TOPICS_API_KEY: optionalText,
  TOPICS_MODEL: z.string().default('gpt-5-mini'),
};
