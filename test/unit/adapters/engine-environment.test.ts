import { globSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runEngine } from '../../../src/adapters/ffmpeg/run-engine.ts';

/** What a worker is given, by ECS and by the operator. */
const SECRETS = {
  AWS_ACCESS_KEY_ID: 'AKIA',
  AWS_SECRET_ACCESS_KEY: 'sesame',
  AWS_SESSION_TOKEN: 'sesame',
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/sesame',
  ECS_CONTAINER_METADATA_URI_V4: 'http://169.254.170.2/v4/sesame',
  OPENAI_API_KEY: 'sesame',
  SPEECH_API_KEY: 'sesame',
  TASK_TOKEN: 'sesame',
};

beforeEach(() => Object.assign(process.env, SECRETS));
afterEach(() => {
  for (const name of Object.keys(SECRETS)) delete process.env[name];
});

test('an engine sees neither credentials nor keys, only where things are', async () => {
  let seen = '';
  const read = async (stream: Readable) => {
    seen = Buffer.concat(await stream.toArray()).toString();
  };
  const { signal } = new AbortController();
  const limits = { deadlineSeconds: 60, stallSeconds: 60 };
  await runEngine({ program: 'env', args: [], signal, limits, outputs: { 1: read } });
  const names = seen
    .trim()
    .split('\n')
    .map(line => line.split('=')[0]);
  expect(names.sort()).toEqual(['HOME', 'LANG', 'PATH', 'TMPDIR']);
  expect(seen).not.toContain('sesame');
});

test('no program of a worker is started without saying what it sees', () => {
  const starting = globSync('src/**/*.ts').filter(file => {
    const source = readFileSync(file, 'utf8');
    return (
      source.includes("'node:child_process'") &&
      /(?<![.\w])(spawn|execFile|exec|fork)\(/.test(source)
    );
  });
  expect(starting).not.toEqual([]);
  for (const file of starting) {
    expect({ file, source: readFileSync(file, 'utf8') }).toEqual({
      file,
      source: expect.stringMatching(/\benv\b/),
    });
  }
});
