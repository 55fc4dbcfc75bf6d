import { afterEach, describe, expect, test } from 'vitest';
import { openAiTopics } from '../../../src/adapters/topics/openai-topics.ts';
import type { ModelMessage } from '../../../src/topics/ports.ts';
import { TOPICS_SHAPE } from '../../../src/topics/remote/answer.contract.ts';
import { SYSTEM } from '../../../src/topics/remote/prompt.ts';
import { API_KEY, choice, type Fault, failure, startOpenAi } from '../../support/fakes/openai.ts';

type Provider = Awaited<ReturnType<typeof startOpenAi>>;
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const MESSAGES: ModelMessage[] = [
  { role: 'system', content: SYSTEM },
  { role: 'user', content: 'transcript' },
];

async function start(options: Parameters<typeof startOpenAi>[0] = {}) {
  const provider = await startOpenAi({ chat: () => '{"ok":1}', ...options });
  stops.push(provider.stop);
  return provider;
}

function modelAt(provider: Provider, model = 'gpt-5-mini', apiKey = API_KEY) {
  const waits: number[] = [];
  const sleep = async (seconds: number) => {
    waits.push(seconds);
  };
  const topics = openAiTopics({ baseUrl: provider.baseUrl, apiKey, model, retry: { sleep } });
  const ask = () => topics.ask(MESSAGES, TOPICS_SHAPE, new AbortController().signal);
  return { ask, waits };
}

test('OpenAI is asked for strict structured output', async () => {
  const provider = await start();
  expect(await modelAt(provider).ask()).toBe('{"ok":1}');
  expect(provider.chats[0]?.response_format).toMatchObject({
    type: 'json_schema',
    json_schema: { strict: true, name: 'lecture_topics' },
  });
});

test('DeepSeek refuses schemas and is asked in JSON mode, from then on at once', async () => {
  const provider = await start({ style: 'deepseek' });
  const { ask, waits } = modelAt(provider, 'deepseek-v4-flash');
  expect(await ask()).toContain('{"ok":1}');
  await ask();
  expect(provider.chats.map(({ response_format }) => response_format?.type)).toEqual([
    'json_schema',
    'json_object',
    'json_object',
  ]);
  expect(waits).toEqual([]);
});

describe('asked again', () => {
  test.each<{ name: string; fault: Fault }>([
    { name: 'an empty answer', fault: choice('stop', '') },
    { name: 'no content', fault: choice('stop', null) },
    { name: 'a full machine', fault: choice('insufficient_system_resource', 'half') },
    { name: 'no choices', fault: { body: { choices: [] } } },
    { name: 'too fast', fault: failure(429, 'rate_limit_exceeded') },
    { name: 'overloaded', fault: failure(503, 'overloaded') },
  ])('$name', async ({ fault }) => {
    const provider = await start();
    provider.inject(fault);
    const { ask, waits } = modelAt(provider);
    expect(await ask()).toBe('{"ok":1}');
    expect(waits).toHaveLength(1);
  });
});

describe('final', () => {
  test.each<{ name: string; fault: Fault; code: string }>([
    {
      name: 'a refusal',
      fault: choice('stop', null, 'I cannot help with that.'),
      code: 'provider_rejected',
    },
    { name: 'a content filter', fault: choice('content_filter', ''), code: 'provider_rejected' },
    { name: 'a cut answer', fault: choice('length', '{"themes": ["Gra'), code: 'invalid_answer' },
    { name: 'no balance', fault: failure(402, 'insufficient_balance'), code: 'provider_rejected' },
    { name: 'no quota', fault: failure(429, 'insufficient_quota'), code: 'provider_rejected' },
    { name: 'too long', fault: failure(400, 'context_length_exceeded'), code: 'provider_rejected' },
  ])('$name: $code', async ({ fault, code }) => {
    const provider = await start();
    provider.inject(fault);
    await expect(modelAt(provider).ask()).rejects.toMatchObject({ code });
    expect(provider.chats).toHaveLength(1);
  });

  test.each([
    { name: 'a wrong key', model: 'gpt-5-mini', key: 'sk-wrong' },
    { name: 'a retired model', model: 'deepseek-chat', key: API_KEY },
  ])('$name', async ({ model, key }) => {
    const provider = await start({ style: model.startsWith('deepseek') ? 'deepseek' : 'openai' });
    await expect(modelAt(provider, model, key).ask()).rejects.toMatchObject({
      code: 'provider_rejected',
    });
  });

  test('never an answer', async () => {
    const provider = await start();
    provider.inject(...Array.from({ length: 9 }, () => choice('stop', '')));
    await expect(modelAt(provider).ask()).rejects.toMatchObject({ code: 'invalid_answer' });
    expect(provider.chats).toHaveLength(5);
  });
});
