import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runEngine } from '#src/adapters/ffmpeg/run-engine.ts';
import { StageError } from '#src/pipeline/stages/stage-error.ts';
import { testFolder } from './support/engine.ts';

const folder = testFolder();
const LIMITS = { deadlineSeconds: 60, stallSeconds: 0.8 };
type More = Partial<Parameters<typeof runEngine>[0]>;

/** An engine that is a line of shell. */
const run = (script: string, more: More = {}) =>
  runEngine({
    program: '/bin/sh',
    args: ['-c', script],
    signal: new AbortController().signal,
    limits: LIMITS,
    ...more,
  });

const detailOf = (running: Promise<unknown>) =>
  running.then(
    () => 'done',
    error => (error instanceof StageError ? error.detail : error),
  );

/** Ends on its own, so that a runner that forgets it leaves nothing behind for long. */
const STUBBORN = "trap '' TERM; for i in $(seq 200); do sleep 0.1; done";
describe('an engine that hangs is ended', () => {
  test.each([
    ['without a word', 'sleep 20', {}],
    ['deaf to SIGTERM', STUBBORN, {}],
    ['which SIGTERM makes end well', "trap 'exit 0' TERM; sleep 20 & wait", {}],
    ['while it complains', 'for i in $(seq 200); do echo "[error] again" >&2; sleep 0.1; done', {}],
    [
      'while it reports that it is where it was',
      'for i in $(seq 200); do echo "frame=7"; echo "progress=continue"; sleep 0.1; done',
      { onProgress: () => undefined },
    ],
  ])('%s', async (_, script, more) => {
    expect(await detailOf(run(script, more))).toMatch(/no progress for 1 s/);
  });

  test('with everything that it started', async () => {
    const trace = join(folder, 'trace');
    const child = "trap '' TERM; for i in $(seq 200); do echo x >> $0; sleep 0.1; done";
    const script = `sh -c "${child.replaceAll('$', '\\$')}" ${trace} & ${STUBBORN}`;
    expect(await detailOf(run(script))).toMatch(/no progress/);
    const { size } = statSync(trace);
    await delay(500);
    expect([size > 0, statSync(trace).size]).toEqual([true, size]);
  });

  test('also one that goes on for ever', async () => {
    const limits = { deadlineSeconds: 1, stallSeconds: 30 };
    const outputs = { 1: async (stream: NodeJS.ReadableStream) => void stream.resume() };
    expect(await detailOf(run('exec yes', { limits, outputs }))).toMatch(/not done after 1 s/);
  });

  test('on request, with the reason of the request', async () => {
    const stop = new AbortController();
    const running = run(STUBBORN, { signal: stop.signal, limits: { ...LIMITS, stallSeconds: 60 } });
    setTimeout(() => stop.abort(new StageError('cancelled')), 200);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('an engine that goes on is left alone', () => {
  const steps = (what: string) => `for i in $(seq 20); do ${what}; sleep 0.1; done`;
  const read = async (stream: NodeJS.ReadableStream) => void (await text(stream));
  const slowInput = async (stdin: Writable) => {
    await delay(1500);
    stdin.end('late');
  };
  const slowReader = async (stream: NodeJS.ReadableStream) => {
    await delay(1500);
    await text(stream);
  };

  test.each<[string, string, More]>([
    ['which writes', steps('echo x'), { outputs: { 1: read } }],
    [
      'which reports',
      steps('echo "frame=$i"; echo "progress=continue"'),
      { onProgress: () => undefined },
    ],
    ['which reads alone', `while read line; do sleep 0.1; done < ${folder}/lines`, {}],
    ['which waits for its input', 'exec cat', { input: slowInput, outputs: { 1: read } }],
    [
      'of which nobody takes what it wrote',
      'exec head -c 2000000 /dev/zero',
      { outputs: { 1: slowReader } },
    ],
  ])('%s', async (_, script, more) => {
    writeFileSync(`${folder}/lines`, 'line\n'.repeat(20));
    expect(await detailOf(run(script, more))).toBe('done');
  });
});
