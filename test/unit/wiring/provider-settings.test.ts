import { afterEach, describe, expect, test, vi } from 'vitest';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import type { StoredArtifact } from '../../../src/pipeline/artifact.ts';
import { stageRow } from '../../../src/pipeline/pipeline.ts';
import { recordingPipeline } from '../../../src/pipelines/recording.ts';
import {
  providerOf,
  providerSettings,
  speechLanguages,
} from '../../../src/wiring/provider-settings.ts';

afterEach(() => vi.unstubAllEnvs());

const sidecar: StoredArtifact = {
  ...{ kind: 'sidecar', variant: '', key: 'k', content_type: 'text/vtt', size_bytes: 1 },
  ...{ sha256: 'a', fingerprint: 'source', stage: 'source' },
};

function settings(variables: Record<string, string | undefined>) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return providerSettings();
}

describe('batches of Fireworks', () => {
  test('a key is enough', async () => {
    const { speech } = await settings({ SPEECH_BATCH_API_KEY: 'fw-1' });
    expect(speech).toEqual({
      'fireworks-batch': {
        baseUrl: 'https://audio-batch.api.fireworks.ai/v1',
        apiKey: 'fw-1',
        model: 'whisper-v3-turbo',
        price: { minorPerHour: 0, currency: 'USD' },
      },
    });
  });

  test('prices may be parts of a cent, and stand beside those of direct calls', async () => {
    const { speech } = await settings({
      SPEECH_API_KEY: 'sk-1',
      SPEECH_PRICE_PER_HOUR: '36',
      SPEECH_BATCH_API_KEY: 'fw-1',
      SPEECH_BATCH_PRICE_PER_HOUR: '3.24',
      SPEECH_BATCH_MODEL: 'whisper-v3',
      SPEECH_CURRENCY: 'EUR',
    });
    expect(speech.openai?.price).toEqual({ minorPerHour: 36, currency: 'EUR' });
    expect(speech['fireworks-batch']).toMatchObject({
      model: 'whisper-v3',
      price: { minorPerHour: 3.24, currency: 'EUR' },
    });
  });
});

const FIREWORKS = (host: string) => `https://${host}.api.fireworks.ai/v1`;

test.each([
  {
    name: 'a model of the other host',
    variables: { SPEECH_BASE_URL: FIREWORKS('audio-turbo'), SPEECH_MODEL: 'whisper-v3' },
    message: /SPEECH_BASE_URL \(audio-turbo\) does not serve whisper-v3: set SPEECH_MODEL/,
  },
  {
    name: 'a model of the other host, at its older address',
    variables: {
      SPEECH_BASE_URL: 'https://audio-prod.us-virginia-1.direct.fireworks.ai/v1',
      SPEECH_MODEL: 'whisper-v3-turbo',
    },
    message: /SPEECH_BASE_URL \(audio-prod\) does not serve/,
  },
  {
    name: 'direct calls to the host of batches',
    variables: { SPEECH_BASE_URL: FIREWORKS('audio-batch'), SPEECH_MODEL: 'whisper-v3' },
    message: /set it as SPEECH_BATCH_BASE_URL/,
  },
  {
    name: 'batches to a host of direct calls',
    variables: { SPEECH_BATCH_BASE_URL: FIREWORKS('audio-turbo') },
    message: /SPEECH_BATCH_BASE_URL \(audio-turbo\) takes direct calls alone/,
  },
  {
    name: 'a model that takes no jobs',
    variables: { SPEECH_BATCH_API_KEY: 'fw-1', SPEECH_BATCH_MODEL: 'whisper-1' },
    message: /SPEECH_BATCH_MODEL is whisper-1, but batches need whisper-v3 or whisper-v3-turbo/,
  },
])('$name is refused at the start', async ({ variables, message }) => {
  await expect(settings({ ...variables })).rejects.toThrow(message);
});

test.each([
  { SPEECH_BASE_URL: FIREWORKS('audio-turbo'), SPEECH_MODEL: 'whisper-v3-turbo' },
  { SPEECH_BASE_URL: FIREWORKS('audio-prod'), SPEECH_MODEL: 'whisper-v3' },
  { SPEECH_BASE_URL: 'http://127.0.0.1:8000/v1', SPEECH_MODEL: 'my-own' },
  { SPEECH_BATCH_BASE_URL: 'http://127.0.0.1:8000/v1', SPEECH_BATCH_MODEL: 'whisper-v3' },
])('%j is taken', async variables => {
  await expect(settings({ ...variables })).resolves.toBeDefined();
});

test('a variable that cannot be read is named, and its value is not shown', async () => {
  const wrong = settings({ SPEECH_BASE_URL: 'my secret host' });
  await expect(wrong).rejects.toThrow(/other values of: SPEECH_BASE_URL\./);
});

test('a fingerprint names who would transcribe, where and with what', async () => {
  const both = await settings({
    SPEECH_BASE_URL: 'http://a/v1',
    SPEECH_MODEL: 'one',
    SPEECH_BATCH_BASE_URL: 'http://b/v1',
    SPEECH_BATCH_MODEL: 'whisper-v3',
  });
  const nameOf = (provider: string, hasSidecar = false) =>
    providerOf(both)(
      stageRow(recordingPipeline, 'transcribe'),
      processingConfig({ transcription: { provider } }),
      hasSidecar ? [sidecar] : [],
    );
  expect(nameOf('auto')).toBe('http://a/v1 one');
  expect(nameOf('auto', true)).toBe('imported');
  expect(nameOf('fireworks-batch')).toBe('fireworks-batch http://b/v1 whisper-v3');
  expect(nameOf('offline')).toBe('offline');
  expect(speechLanguages(both)).toBeNull();
});

test('without any, the embedded engine and its languages are there', async () => {
  const none = await settings({});
  expect(none).toEqual({ speech: {}, offline: {}, topics: undefined });
  expect(speechLanguages(none)).toEqual(expect.arrayContaining(['en', 'ru', 'es', 'jv']));
  expect(speechLanguages(none)).not.toContain('xx');
});

test('another model of the embedded engine is another fingerprint', async () => {
  const larger = await settings({ OFFLINE_SPEECH_MODEL: '/models/small' });
  const row = stageRow(recordingPipeline, 'transcribe');
  expect(providerOf(larger)(row, processingConfig({}), [])).toBe('offline /models/small');
});
