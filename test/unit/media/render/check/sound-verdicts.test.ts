import { expect, test } from 'vitest';
import type { RenderPorts } from '#src/media/ports.ts';
import { soundVerdicts } from '#src/media/render/check/sound-verdicts.ts';
import type { RenderJob } from '#src/media/render/open-render.ts';
import { SOURCE } from '../../support/source.ts';

/** How many windows of the original each engine was given, of a result of this length. */
async function windowsOf(seconds: number) {
  const sizes: number[] = [];
  const hearWindows: RenderPorts['hearWindows'] = async ({ path, windows }) => {
    if (path === 'original') sizes.push(windows.length);
    return windows.map(({ start, end }) => new Float32Array(Math.round((end - start) * 8000)));
  };
  // Casts: of the whole engine and job, what compares sound uses no more than these.
  const ports = { hearWindows } as unknown as RenderPorts;
  const job = { path: 'original', source: SOURCE, isVideo: true } as unknown as RenderJob;
  const { signal } = new AbortController();
  const plan = { sampleRate: 48_000, channels: 1, spans: [{ start: 0, length: seconds * 48_000 }] };
  const verdicts = await soundVerdicts({ ports, job, target: 'result', signal }, plan);
  expect(verdicts).toHaveLength(6);
  return sizes;
}

test('one engine hears all places of a recording, but of hours one after the other', async () => {
  expect(await windowsOf(600)).toEqual([6]);
  expect(await windowsOf(3 * 3600)).toEqual([1, 1, 1, 1, 1, 1]);
});
