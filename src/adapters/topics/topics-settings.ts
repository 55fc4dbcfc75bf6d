import * as z from 'zod';
import { accessTo, OPENAI_URL, optionalText, settingsOf } from '../provider-settings.ts';

const VARIABLES = {
  TOPICS_BASE_URL: z.url().optional(),
  TOPICS_API_KEY: optionalText,
  TOPICS_MODEL: z.string().default('gpt-5-mini'),
};

/** A language model behind OpenAI's API, wherever it is. */
export const TOPICS_MODEL = settingsOf(VARIABLES, values => {
  const { TOPICS_BASE_URL: baseUrl, TOPICS_API_KEY: apiKey, TOPICS_MODEL: model } = values;
  return accessTo({ baseUrl, apiKey, model }, OPENAI_URL);
});
