import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fireworksBatch } from '../../../src/adapters/speech/fireworks/fireworks-batch.ts';
import { openAiSpeech } from '../../../src/adapters/speech/openai/openai-speech.ts';
import {
  ACCOUNT,
  API_KEY,
  type FakeFireworks,
  startFireworks,
} from '../../support/fakes/fireworks.ts';
import { failure } from '../../support/fakes/openai.ts';

let provider: FakeFireworks;
let folder: string;
const waits: number[] = [];
const signal = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'castline-batch-'));
  provider = await startFireworks({
    transcribe: () => ({ text: 'Hello.', segments: [] }),
    maxBytes: 5000,
  });
  waits.length = 0;
});
afterEach(async () => {
  await provider.stop();
  await rm(folder, { recursive: true });
});

const price = { minorPerHour: 3.24, currency: 'USD' };
const retry = {
  sleep: async (seconds: number) => {
    waits.push(seconds);
  },
};

const serviceOf = ({
  model = 'whisper-v3-turbo',
  apiKey = API_KEY,
  baseUrl = provider.baseUrl,
} = {}) => fireworksBatch({ baseUrl, apiKey, model, price, retry });

type Changes = {
  model?: string;
  apiKey?: string;
  language?: string;
  prompt?: string;
  bytes?: number;
};

async function submit({ bytes = 1000, language = 'auto', prompt = '', ...changes }: Changes = {}) {
  const path = join(folder, '0001.flac');
  await writeFile(path, '');
  // A hole: only its length is on the disk.
  await truncate(path, bytes);
  return serviceOf(changes).submit({ path, name: '0001.flac' }, { language, prompt }, signal);
}

const ask = (batchId = 'batch-1', accountId = ACCOUNT, changes: Changes = {}) =>
  serviceOf(changes).ask({ batchId, accountId }, signal);

describe('submitting', () => {
  test.each([
    { model: 'whisper-v3', endpoint: 'audio-prod' },
    { model: 'whisper-v3-turbo', endpoint: 'audio-turbo' },
  ])('$model goes to $endpoint', async ({ model, endpoint }) => {
    expect(await submit({ model })).toEqual({ batchId: 'batch-1', accountId: ACCOUNT });
    expect(provider.calls).toEqual([`POST /v1/audio/transcriptions?endpoint_id=${endpoint}`]);
  });

  test('the form says what is wanted, and nothing that was not set', async () => {
    await submit({ language: 'ru', prompt: 'Ландау' });
    await submit();
    const [told, plain] = provider.jobs.map(({ upload }) => Object.fromEntries(upload.fields));
    expect(told).toEqual({
      model: ['whisper-v3-turbo'],
      response_format: ['verbose_json'],
      timestamp_granularities: ['word,segment'],
      temperature: ['0'],
      language: ['ru'],
      prompt: ['Ландау'],
    });
    expect(plain).not.toHaveProperty('language');
    expect(plain).not.toHaveProperty('prompt');
    expect(provider.jobs[0]?.upload).toMatchObject({ fileName: '0001.flac', bytes: 1000 });
  });

  test.each([
    { name: 'too fast', fault: failure(429, 'rate_limit_exceeded') },
    { name: 'broken', fault: failure(500, 'server_error') },
    { name: 'a lost connection', fault: { hangUp: true as const } },
  ])('$name: tried again with the whole file, three times at the most', async ({ fault }) => {
    provider.inject(fault, fault);
    expect(await submit()).toEqual({ batchId: 'batch-1', accountId: ACCOUNT });
    expect(provider.jobs[0]?.upload.bytes).toBe(1000);
    provider.inject(fault, fault, fault);
    await expect(submit()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(waits).toHaveLength(4);
  });

  test('Retry-After is obeyed', async () => {
    provider.inject(failure(429, 'rate_limit_exceeded', { 'retry-after': '7' }));
    await submit();
    expect(waits).toEqual([7]);
  });

  test.each([
    { name: 'a wrong key', changes: { apiKey: 'fw-wrong' } },
    { name: 'a file that is too large', changes: { bytes: 5001 } },
    { name: 'no language', changes: { language: 'english' } },
  ])('$name is refused at once', async ({ changes }) => {
    await expect(submit(changes)).rejects.toMatchObject({ code: 'provider_rejected' });
    expect(waits).toEqual([]);
  });

  test('an answer without a job is not asked for twice: it may be paid for', async () => {
    provider.inject({ body: { status: 'submitted' } });
    await expect(submit()).rejects.toMatchObject({ code: 'invalid_answer', transient: false });
    expect(provider.calls).toHaveLength(1);
  });
});

describe('asking', () => {
  test('processing, and then what was heard, as text', async () => {
    provider.settings.looks = 1;
    await submit();
    expect(await ask()).toEqual({ status: 'processing' });
    expect(await ask()).toEqual({
      status: 'completed',
      contentType: 'application/json',
      body: '{"text":"Hello.","segments":[]}',
    });
    expect(provider.calls.at(-1)).toBe(`GET /v1/accounts/${ACCOUNT}/batch_job/batch-1`);
  });

  test('other kinds of answers keep their name', async () => {
    provider.end({ content_type: 'text/srt', body: '1\n' });
    await submit();
    expect(await ask()).toMatchObject({ contentType: 'text/srt', body: '1\n' });
  });

  test('a job by another word for its end is over as well', async () => {
    await submit();
    provider.inject({ body: { status: 'failed', message: 'cannot decode audio', body: null } });
    expect(await ask()).toMatchObject({ status: 'completed', body: '"cannot decode audio"' });
  });

  test.each([
    { name: 'too fast', fault: failure(429, 'rate_limit_exceeded'), wait: undefined },
    { name: 'named', fault: failure(429, 'slow_down', { 'retry-after': '90' }), wait: 90 },
    { name: 'broken', fault: failure(503, 'server_error'), wait: undefined },
    { name: 'a lost connection', fault: { hangUp: true as const }, wait: undefined },
    { name: 'half an answer', fault: { body: '{"status": "comp' }, wait: undefined },
    { name: 'another shape', fault: { body: { state: 'done' } }, wait: undefined },
  ])('$name is one more wait, without another try', async ({ fault, wait }) => {
    await submit();
    provider.inject(fault);
    expect(await ask()).toEqual({ status: 'processing', waitSeconds: wait });
    expect(provider.calls).toHaveLength(2);
    expect(await ask()).toMatchObject({ status: 'completed' });
  });

  test.each([
    { name: 'an unknown job', id: 'batch-9', account: ACCOUNT },
    { name: 'a job of another account', id: 'batch-1', account: 'someone-else' },
    { name: 'ids that are no path', id: '../../batch-1', account: ACCOUNT },
  ])('$name is gone', async ({ id, account }) => {
    await submit();
    expect(await ask(id, account)).toMatchObject({ status: 'gone' });
    const path = `/v1/accounts/${account}/batch_job/${encodeURIComponent(id)}`;
    expect(provider.calls.at(-1)).toBe(`GET ${path}`);
  });

  test('a wrong key ends it', async () => {
    await submit();
    const asked = ask('batch-1', ACCOUNT, { apiKey: 'fw-wrong' });
    await expect(asked).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  test('a cancelled call ends at once, with the reason', async () => {
    provider.inject({ silent: true });
    const cancel = new AbortController();
    const id = { batchId: 'batch-1', accountId: ACCOUNT };
    const asked = serviceOf().ask(id, cancel.signal);
    setTimeout(() => cancel.abort(new Error('cancelled by test')), 50);
    await expect(asked).rejects.toThrow('cancelled by test');
  });
});

describe('direct calls', () => {
  const transcribe = async (host: 'audio-turbo' | 'audio-prod', model: string) => {
    const words = [{ word: 'Hello', start: 0.2, end: 0.6 }];
    const direct = await startFireworks({
      host,
      transcribe: () => ({ text: 'Hello.', words, language: 'en' }),
    });
    const path = join(folder, '0001.flac');
    await writeFile(path, 'sound');
    const engine = openAiSpeech({ baseUrl: direct.baseUrl, apiKey: API_KEY, model, price, retry });
    const clip = { path, name: '0001.flac', durationSeconds: 4 };
    try {
      return await engine.transcribe(clip, { language: 'auto', prompt: '' }, signal);
    } finally {
      await direct.stop();
    }
  };

  test('each host hears with its model', async () => {
    const recognized = {
      words: [{ text: 'Hello.', start: 0.2, end: 0.6 }],
      hasSpeech: true,
      language: 'en',
    };
    expect(await transcribe('audio-turbo', 'whisper-v3-turbo')).toEqual(recognized);
    expect(await transcribe('audio-prod', 'whisper-v3')).toEqual(recognized);
  });

  test('a model of the other host is refused', async () => {
    await expect(transcribe('audio-turbo', 'whisper-v3')).rejects.toMatchObject({
      code: 'provider_rejected',
      detail: expect.stringContaining('whisper-v3-turbo is'),
    });
  });
});

describe('the fake refuses', () => {
  const form = (fields: Record<string, string>, query = '?endpoint_id=audio-turbo') => {
    const body = new FormData();
    body.set('file', new Blob(['sound']), '0001.flac');
    const all = { model: 'whisper-v3-turbo', ...fields };
    for (const [name, value] of Object.entries(all)) body.set(name, value);
    const headers = { authorization: API_KEY };
    return fetch(`${provider.baseUrl}/audio/transcriptions${query}`, {
      method: 'POST',
      body,
      headers,
    });
  };

  test.each<{ name: string; fields: Record<string, string>; query?: string; status: number }>([
    { name: 'a batch without endpoint', fields: {}, query: '', status: 422 },
    { name: 'a model of another endpoint', fields: { model: 'whisper-v3' }, status: 404 },
    {
      name: 'times without verbose_json',
      fields: { timestamp_granularities: 'word' },
      status: 400,
    },
    {
      name: 'speakers without words',
      fields: { response_format: 'verbose_json', diarize: 'true' },
      status: 400,
    },
    { name: 'a number of speakers alone', fields: { min_speakers: '2' }, status: 400 },
    { name: 'an unknown field', fields: { colour: 'red' }, status: 422 },
  ])('$name', async ({ fields, query, status }) => {
    expect((await form(fields, query)).status).toBe(status);
  });

  test('nothing of what it documents', async () => {
    const fields = { response_format: 'verbose_json', timestamp_granularities: 'word,segment' };
    expect((await form({ ...fields, diarize: 'true', max_speakers: '3' })).status).toBe(200);
    expect((await form({ temperature: '0.0,0.2,0.4', vad_model: 'silero' })).status).toBe(200);
  });
});
