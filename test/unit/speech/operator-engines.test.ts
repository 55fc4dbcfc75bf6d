import { expect, test } from 'vitest';
import { speechPorts } from '../../../src/adapters/speech-platform.ts';
import { topicsPorts } from '../../../src/adapters/topics-platform.ts';

const provider = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'none', model: 'listener-1' };
const price = { minorPerHour: 36, currency: 'USD' };

test('the providers that the operator set up do the work', () => {
  const settings = { speech: { ...provider, price }, topics: provider };
  expect(speechPorts(settings).remote).toMatchObject({ model: 'listener-1', price });
  expect(topicsPorts(settings).remote?.model).toBe('listener-1');
});

test('without a provider only the embedded engines are there', () => {
  const settings = { speech: undefined, topics: undefined };
  expect(speechPorts(settings).remote).toBeUndefined();
  expect(speechPorts(settings).offline.model).not.toBe('');
  expect(topicsPorts(settings).remote).toBeUndefined();
});
