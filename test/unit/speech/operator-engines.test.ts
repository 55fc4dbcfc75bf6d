import { expect, test } from 'vitest';
import { batchSpeechPorts } from '../../../src/wiring/batch-speech.ts';
import { speechPorts } from '../../../src/wiring/speech.ts';
import { topicsPorts } from '../../../src/wiring/topics.ts';

const provider = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'none', model: 'listener-1' };
const price = { minorPerHour: 36, currency: 'USD' };
const batch = { ...provider, model: 'whisper-v3', price: { ...price, minorPerHour: 3.24 } };

test('the providers that the operator set up do the work', async () => {
  const settings = { speech: { openai: { ...provider, price } }, offline: {}, topics: provider };
  expect(await speechPorts(settings)).toMatchObject({
    openai: { model: 'listener-1', price },
    offline: {},
  });
  expect(topicsPorts(settings).remote?.model).toBe('listener-1');
});

test('batches are submitted where engines are, and asked for anywhere', async () => {
  const settings = { speech: { 'fireworks-batch': batch }, offline: {}, topics: undefined };
  const service = { model: 'whisper-v3', price: { minorPerHour: 3.24 } };
  expect((await speechPorts(settings))['fireworks-batch']).toMatchObject({
    service,
    join: expect.any(Function),
  });
  expect(await batchSpeechPorts(settings)).toMatchObject({ 'fireworks-batch': { service } });
  expect((await batchSpeechPorts(settings))['fireworks-batch']).not.toHaveProperty('join');
});

test('without a provider only the embedded engines are there', async () => {
  const settings = { speech: {}, offline: {}, topics: undefined };
  expect(Object.keys(await speechPorts(settings))).toEqual(['offline']);
  expect(await batchSpeechPorts(settings)).toEqual({});
  expect(topicsPorts(settings).remote).toBeUndefined();
});
