import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAiSpeech } from '../../../src/adapters/speech/openai/openai-speech.ts';
import { API_KEY, failure, startOpenAi } from '../../support/fakes/openai.ts';

const ANSWER = {
  task: 'transcribe',
  language: 'english',
  duration: 4,
  text: 'Hello, world.',
  segments: [{ id: 0, start: 0, end: 2, text: ' Hello, world.' }],
  words: [
    { word: 'Hello', start: 0.2, end: 0.6 },
    { word: 'world', start: 0.8, end: 1.4 },
  ],
};

let provider: Awaited<ReturnType<typeof startOpenAi>>;
let folder: string;
const waits: number[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'castline-speech-'));
  provider = await startOpenAi({ transcribe: () => ANSWER });
  waits.length = 0;
});
afterEach(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});

type Changes = {
  model?: string;
  apiKey?: string;
  bytes?: number;
  name?: string;
  language?: string;
  prompt?: string;
  signal?: AbortSignal;
};

async function transcribe(changes: Changes = {}) {
  const { model = 'whisper-1', apiKey = API_KEY, bytes = 1000, name = '0001.flac' } = changes;
  const path = join(folder, name);
  await writeFile(path, new Uint8Array(bytes));
  const sleep = async (seconds: number) => {
    waits.push(seconds);
  };
  const price = { minorPerHour: 36, currency: 'USD' };
  const engine = openAiSpeech({
    baseUrl: provider.baseUrl,
    apiKey,
    model,
    price,
    retry: { sleep },
  });
  const { language = 'auto', prompt = '' } = changes;
  const clip = { path, name, durationSeconds: 4 };
  return engine.transcribe(
    clip,
    { language, prompt },
    changes.signal ?? new AbortController().signal,
  );
}

test('words come with punctuation, times and an ISO language', async () => {
  expect(await transcribe()).toEqual({
    hasSpeech: true,
    language: 'en',
    words: [
      { text: 'Hello,', start: 0.2, end: 0.6 },
      { text: 'world.', start: 0.8, end: 1.4 },
    ],
  });
});

test('the form says what is wanted, and nothing that was not set', async () => {
  await transcribe({ language: 'ru', prompt: 'Ландау' });
  await transcribe();
  const [told, plain] = provider.uploads.map(({ fields }) => Object.fromEntries(fields));
  expect(told).toEqual({
    model: ['whisper-1'],
    response_format: ['verbose_json'],
    'timestamp_granularities[]': ['word', 'segment'],
    temperature: ['0'],
    language: ['ru'],
    prompt: ['Ландау'],
  });
  expect(plain).not.toHaveProperty('language');
  expect(plain).not.toHaveProperty('prompt');
  expect(provider.uploads[0]).toMatchObject({ fileName: '0001.flac', bytes: 1000 });
});

describe('passing failures are tried again, with the whole file', () => {
  test.each([
    { name: 'too fast', fault: failure(429, 'rate_limit_exceeded') },
    { name: 'broken', fault: failure(500, 'server_error') },
    { name: 'overloaded', fault: failure(503, 'overloaded') },
    { name: 'a lost connection', fault: { hangUp: true as const } },
    {
      name: 'a page of a proxy',
      fault: {
        status: 502,
        headers: { 'content-type': 'text/html' },
        body: '<h1>Bad gateway</h1>',
      },
    },
    { name: 'half an answer', fault: { body: '{"text": "Hel' } },
    { name: 'another shape', fault: { body: { result: 'Hello' } } },
  ])('$name', async ({ fault }) => {
    provider.inject(fault, fault);
    expect((await transcribe()).words).toHaveLength(2);
    expect(provider.uploads.map(({ bytes }) => bytes)).toEqual([1000, 1000, 1000]);
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
  });

  test('Retry-After is obeyed', async () => {
    provider.inject(failure(429, 'rate_limit_exceeded', { 'retry-after': '7' }));
    await transcribe();
    expect(waits).toEqual([7]);
  });

  test('a wait of an hour is left to the state machine', async () => {
    provider.inject(failure(429, 'rate_limit_exceeded', { 'retry-after': '3600' }));
    await expect(transcribe()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(waits).toEqual([]);
  });

  test('after five tries it gives up', async () => {
    provider.inject(...Array.from({ length: 9 }, () => failure(500, 'server_error')));
    await expect(transcribe()).rejects.toMatchObject({
      code: 'provider_unavailable',
      transient: true,
    });
    expect(provider.uploads).toHaveLength(5);
  });
});

describe('refusals end at once', () => {
  test.each([
    { name: 'a wrong key', changes: { apiKey: 'sk-wrong' }, detail: /API key/ },
    { name: 'a retired model', changes: { model: 'dall-e-3' }, detail: /does not exist/ },
    {
      name: 'a model without times',
      changes: { model: 'gpt-transcribe' },
      detail: /not compatible/,
    },
    { name: 'a clip of 26 MB', changes: { bytes: 26 * 1024 * 1024 }, detail: /size limit/ },
    { name: 'an unknown kind of file', changes: { name: '0001.aiff' }, detail: /file format/ },
  ])('$name', async ({ changes, detail }) => {
    await expect(transcribe(changes)).rejects.toMatchObject({
      code: 'provider_rejected',
      detail: expect.stringMatching(detail),
      transient: false,
    });
    expect(waits).toEqual([]);
  });

  test.each(['insufficient_quota', 'billing_hard_limit_reached'])('429 %s', async code => {
    provider.inject(failure(429, code));
    await expect(transcribe()).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(waits).toEqual([]);
  });

  test('an answer without any times says what to set', async () => {
    provider.inject({ body: { text: 'Hello.' } });
    await expect(transcribe()).rejects.toMatchObject({
      code: 'provider_rejected',
      detail: expect.stringContaining('verbose_json'),
    });
  });
});

test('a cancelled call ends at once, with the reason', async () => {
  provider.inject({ silent: true });
  const cancel = new AbortController();
  const call = transcribe({ signal: cancel.signal });
  setTimeout(() => cancel.abort(new Error('cancelled by test')), 50);
  await expect(call).rejects.toThrow('cancelled by test');
});
