import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { type LineChild, startLineChild } from '#src/adapters/engine/line-child.ts';
import { fasterWhisper } from '#src/adapters/speech/offline/faster-whisper.ts';

const folder = mkdtempSync(join(tmpdir(), 'castline-child-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const environment = { PATH: process.env.PATH };
const start = (script: string) =>
  startLineChild({ name: 'engine', command: ['sh', '-c', script], environment });

const answer = (result: string) => `read -r line; echo '{"id":1,"result":${result}}'`;

async function pidsOf(child: LineChild, signal: AbortSignal, deadlineMs: number, file: string) {
  await expect(child.ask({}, { signal, deadlineMs })).rejects.toThrow();
  return readFileSync(file, 'utf8').trim().split('\n').map(Number);
}

const isRunning = (pid: number) => {
  try {
    process.kill(pid, 0);
    // What waits for its parent to look at it runs no more.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('a child', () => {
  test('answers, and gets no variables but those given', async () => {
    const child = start(
      `read -r line; echo "{\\"id\\":1,\\"result\\":\\"$(env | wc -l) $HOME\\"}"; cat`,
    );
    expect(process.env.HOME).toBeTruthy();
    const got = await child.ask({}, { signal: never, deadlineMs: 20_000 });
    expect(got).toEqual({ id: 1, result: expect.stringMatching(/^[1-4] $/) });
    await child.end();
    expect(child.hasCrashed()).toBe(false);
  });

  test.each([
    {
      name: 'crashes',
      script: 'read -r line; echo out of cheese >&2; kill -SEGV $$',
      says: /SIGSEGV\nout of cheese/,
    },
    { name: 'ends', script: 'read -r line; echo done >&2', says: /ended with 0\ndone/ },
    {
      name: 'prints what is no answer',
      script: 'read -r line; echo hello; sleep 60',
      says: /SIGTERM/,
    },
    { name: 'cannot be started', script: 'exec /no/such/program', says: /no\/such\/program/ },
  ])('that $name fails with the end of its log', async ({ script, says }) => {
    const child = start(script);
    const asked = child.ask({}, { signal: never, deadlineMs: 20_000 });
    await expect(asked).rejects.toMatchObject({
      code: 'engine_failed',
      detail: expect.stringMatching(says),
    });
    expect(child.hasCrashed()).toBe(true);
  });

  test.each([
    { name: 'is cancelled', aborts: true, deadlineMs: 60_000 },
    { name: 'is late', aborts: false, deadlineMs: 1000 },
  ])(
    'that $name is gone, with all it started, also if it ignores to be asked',
    async ({ aborts, deadlineMs }) => {
      const file = join(folder, `pids-${deadlineMs}`);
      const child = start(
        `trap '' TERM; sleep 60 & echo $! > ${file}; echo $$ >> ${file}; while :; do sleep 1; done`,
      );
      const cancel = new AbortController();
      if (aborts) setTimeout(() => cancel.abort(new Error('cancelled')), 1000);
      const pids = await pidsOf(child, cancel.signal, deadlineMs, file);
      expect(pids).toHaveLength(2);
      await vi.waitFor(() => expect(pids.map(isRunning)).toEqual([false, false]));
      expect(child.hasCrashed()).toBe(false);
    },
  );
});

describe('the engine', () => {
  const clip = { path: 'clip.flac', name: 'clip.flac', durationSeconds: 2 };
  const request = { language: 'auto', prompt: '' };
  const heard =
    '{"language":"en","language_probability":0.9,"text":"hello","segments":[{"start":0,"end":1,"text":"hello"}],"words":[{"word":"hello","start":0.1,"end":0.4,"probability":0.8}]}';
  const LOOP = { ...{ text: 'and and', start: 0, end: 1 }, no_speech_prob: 0.9, avg_logprob: -2 };
  const engineOf = (script: string) => fasterWhisper({ command: ['sh', '-c', script] });

  test('that crashes once is started again', async () => {
    const mark = join(folder, 'once');
    const engine = engineOf(`[ -e ${mark} ] || { touch ${mark}; exit 3; }; ${answer(heard)}; cat`);
    expect(await engine.transcribe(clip, request, never)).toMatchObject({
      words: [{ text: 'hello', start: 0.1, end: 0.4, confidence: 0.8 }],
      language: 'en',
      languageProbability: 0.9,
    });
    await engine.close?.();
  });

  test.each([
    { name: 'loops alone', said: { text: 'x', segments: [LOOP] }, hasSpeech: true },
    { name: 'nothing of what is speech', said: { speech_seconds: 2.5 }, hasSpeech: true },
    { name: 'nothing', said: { speech_seconds: 0 }, hasSpeech: false },
  ])('that writes $name has no words, and speech: $hasSpeech', async ({ said, hasSpeech }) => {
    const empty = { language: 'en', text: '', segments: [], words: [] };
    const engine = engineOf(`${answer(JSON.stringify({ ...empty, ...said }))}; cat`);
    expect(await engine.transcribe(clip, request, never)).toMatchObject({ words: [], hasSpeech });
    await engine.close?.();
  });

  test('that crashes again is a clear error, which may pass', async () => {
    const engine = engineOf('echo out of memory >&2; exit 9');
    await expect(engine.transcribe(clip, request, never)).rejects.toMatchObject({
      code: 'engine_failed',
      transient: true,
      detail: 'faster-whisper: ended with 9\nout of memory',
    });
  });

  test('that does not know the language says so, and is not asked again', async () => {
    const refusal = `read -r line; echo '{"id":1,"error":"English only","refused":true}'; cat`;
    const engine = engineOf(refusal);
    await expect(
      engine.transcribe(clip, { language: 'ru', prompt: '' }, never),
    ).rejects.toMatchObject({
      code: 'language_unsupported',
    });
    await engine.close?.();
  });
});
