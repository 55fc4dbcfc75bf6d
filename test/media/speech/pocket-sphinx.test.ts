import { existsSync, mkdtempSync } from 'node:fs';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  type PocketSphinxOptions,
  pocketSphinx,
} from '#src/adapters/speech/offline/pocket-sphinx.ts';
import { DATABASES } from '../../support/lectures.ts';
import { textOf } from '../../support/spoken.ts';
import { wordErrorRate } from '../../support/word-error-rate.ts';
import { ffmpeg, lavfi } from '../support/clips.ts';

const folder = mkdtempSync(join(tmpdir(), 'castline-sphinx-'));
const fixtures = resolve(import.meta.dirname, '../../../../shared/fixtures');
const MONO = ['-ac', '1', '-ar', '16000'];

/** A clip in a folder of its own, spoken by a machine or taken from a recording. */
function clipOf(name: string, source: readonly string[]) {
  const own = mkdtempSync(join(folder, `${name}-`));
  const path = join(own, 'clip.flac');
  ffmpeg([...source, ...MONO, path]);
  return { own, clip: { path, name: 'clip.flac', durationSeconds: 0 } };
}
const spoken = (text: string, seconds = 0) => [
  ...lavfi(`flite=voice=rms:text='${text.replaceAll("'", '')}',adelay=${seconds * 1000}`),
];

const REQUEST = { language: 'auto', prompt: '' };
const transcribe = (
  clip: ReturnType<typeof clipOf>['clip'],
  options: PocketSphinxOptions = {},
  signal = new AbortController().signal,
) => pocketSphinx(options).transcribe(clip, REQUEST, signal);

describe('what it hears', () => {
  const [{ text: lecture } = { text: '' }] = DATABASES;

  test('most words of a lecture, and leaves no file behind', async () => {
    const { own, clip } = clipOf('lecture', spoken(lecture));
    const { words, language } = await transcribe(clip);
    expect(language).toBe('en');
    expect(wordErrorRate(lecture, textOf(words))).toBeLessThan(0.35);
    expect(await readdir(own)).toEqual(['clip.flac']);
  });

  test('words are where they were said, in order and sure of themselves or not', async () => {
    const { clip } = clipOf('late', spoken('The weather is very nice today', 5));
    const { words } = await transcribe(clip);
    expect(textOf(words)).toMatch(/weather is very nice today/);
    expect(words[0]?.start).toBeGreaterThan(4.9);
    for (const [index, { start, end, confidence }] of words.entries()) {
      expect(start).toBeGreaterThanOrEqual((words[index - 1]?.end ?? 0) - 0.02);
      expect(end).toBeGreaterThan(start);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    { name: 'silence', graph: 'anullsrc=d=3' },
    { name: 'noise', graph: 'anoisesrc=d=3:a=0.05:seed=1' },
  ])('next to nothing in $name', async ({ graph }) => {
    const { clip } = clipOf('quiet', [...lavfi(graph), '-t', '3']);
    expect((await transcribe(clip)).words.length).toBeLessThan(3);
  });

  const known = [
    {
      file: 'jfk-11s.flac',
      said: 'and so my fellow americans ask not what your country can do for you ask what you can do for your country',
      rate: 0.35,
    },
    {
      file: 'talk-42s.mp4',
      said: 'hello this is an example video for your convenience and pleasure you are allowed to use this voice for any purpose including commercial uses on the bottom right you can see the time when the time reaches forty seconds i will say banana banana',
      rate: 0.1,
    },
  ];
  test.for(known)('$file', async ({ file, said, rate }, { skip }) => {
    const path = join(fixtures, file);
    if (!existsSync(path)) skip('the recording is not at hand');
    const { clip } = clipOf('known', ['-i', path]);
    expect(wordErrorRate(said, textOf((await transcribe(clip)).words))).toBeLessThan(rate);
  });
});

describe('an engine that fails', () => {
  const { own, clip } = clipOf('short', [...lavfi('anullsrc=d=1'), '-t', '1']);

  /** A stand-in for the decoder, with a line in `calls` for every start. */
  async function script(name: string, body: string) {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\necho call >> ${path}.calls\n${body}\n`);
    await chmod(path, 0o755);
    return path;
  }

  test('that is missing says which', async () => {
    const decoder = join(folder, 'no-such-decoder');
    await expect(transcribe(clip, { decoder })).rejects.toMatchObject({
      code: 'engine_failed',
      detail: expect.stringContaining('no-such-decoder'),
    });
  });

  test('that crashes once is started again', async () => {
    const decoder = await script(
      'once',
      'test $(wc -l < $0.calls) -eq 1 && exit 3; test $3 = -logfn && : > $4; echo "hello 0.100 0.400 0.9"',
    );
    const { words } = await transcribe(clip, { decoder });
    expect(textOf(words)).toBe('hello');
  });

  test('that crashes again fails with the end of its log', async () => {
    const decoder = await script('always', 'echo out of cheese >&2; exit 3');
    await expect(transcribe(clip, { decoder })).rejects.toMatchObject({
      code: 'engine_failed',
      transient: true,
      detail: expect.stringContaining('out of cheese'),
    });
    expect(await readdir(own)).toEqual(['clip.flac']);
  });

  test('that is cancelled is killed at once', async () => {
    const decoder = await script('slow', 'exec sleep 60');
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(new Error('cancelled by test')), 300);
    const started = performance.now();
    await expect(transcribe(clip, { decoder }, cancel.signal)).rejects.toThrow('cancelled by test');
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await readdir(own)).toEqual(['clip.flac']);
  });

  test('a clip that is no audio fails', async () => {
    const path = join(folder, 'broken.flac');
    await writeFile(path, 'not audio');
    await expect(
      transcribe({ path, name: 'broken.flac', durationSeconds: 1 }),
    ).rejects.toMatchObject({
      code: 'engine_failed',
    });
  });
});
