import { expect, test } from 'vitest';
import type { Check } from '#src/media/render/check/check.ts';
import { soundCheck } from '#src/media/render/check/sound-verdicts.ts';
import type { CheckPorts } from '#src/media/render/ports/check.ts';
import { SOURCE } from '../../support/source.ts';

/** How many windows of the original each engine was given, of a result of this length. */
async function windowsOf(seconds: number) {
  const sizes: number[] = [];
  const decodeSoundWindows: CheckPorts['decodeSoundWindows'] = async ({ path, windows }) => {
    if (path === 'original') sizes.push(windows.length);
    return windows.map(({ start, end }) => new Float32Array(Math.round((end - start) * 8000)));
  };
  const render = {
    ports: { decodeSoundWindows },
    original: { path: 'original', source: SOURCE },
  };
  const result = { path: 'result', source: SOURCE };
  // Cast: of the whole engine and render, what compares sound uses no more than these.
  const check = { render, result } as unknown as Check;
  const { signal } = new AbortController();
  const plan = { sampleRate: 48_000, channels: 1, spans: [{ start: 0, length: seconds * 48_000 }] };
  const verdicts = await soundCheck(check, plan)(signal);
  expect(verdicts).toHaveLength(6);
  return sizes;
}

test('one engine decodes all places of a recording, but of hours one after the other', async () => {
  expect(await windowsOf(600)).toEqual([6]);
  expect(await windowsOf(3 * 3600)).toEqual([1, 1, 1, 1, 1, 1]);
});
