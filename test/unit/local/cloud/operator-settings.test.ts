import { expect, test } from 'vitest';
import { operatorSettings } from '../../../../local/cloud/operator-settings.ts';

test('takes the settings of providers and nothing else from the shell', () => {
  const shell = {
    SPEECH_API_KEY: 'a',
    TOPICS_MODEL: 'b',
    OPENAI_BASE_URL: 'c',
    AWS_SECRET_ACCESS_KEY: 'd',
    MY_SPEECH_KEY: 'e',
    TOPICS_UNSET: undefined,
  };
  expect(operatorSettings(shell)).toEqual({
    SPEECH_API_KEY: 'a',
    TOPICS_MODEL: 'b',
    OPENAI_BASE_URL: 'c',
  });
});
