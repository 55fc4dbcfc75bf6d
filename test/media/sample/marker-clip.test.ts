import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMarkerClip } from '../../../local/sample/marker-clip.ts';
import { MarkerTruth } from '../../../local/sample/truth.contract.ts';
import { decodePixels, decodeSound, RATE } from './decode.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'markers-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  { frameRate: 25, everySeconds: 2, markers: [2, 4, 6, 8] },
  { frameRate: 30, everySeconds: 3, markers: [3, 6, 9] },
] as const)(
  'flash and beep come together every $everySeconds s at $frameRate fps',
  async options => {
    const { markers, frameRate, everySeconds } = options;
    const outputPath = join(folder, `${frameRate}.mp4`);
    const truth = await makeMarkerClip({ outputPath, seconds: 10, everySeconds, frameRate });
    expect(truth.markers).toEqual(markers);
    const written: unknown = JSON.parse(await readFile(`${outputPath}.truth.json`, 'utf8'));
    expect(MarkerTruth.parse(written)).toEqual(truth);

    const bright = (await decodePixels(outputPath, 320, 180)).map(pixel => (pixel[0] ?? 0) > 128);
    const flashes = bright.flatMap((on, frame) => (on && !bright[frame - 1] ? [frame] : []));
    expect(flashes).toEqual(markers.map(marker => marker * frameRate));
    expect(bright.filter(Boolean)).toHaveLength(markers.length * 2);

    const sound = await decodeSound(outputPath);
    for (const marker of markers) {
      const from = Math.round((marker - 0.5) * RATE);
      const onset = sound.subarray(from).findIndex(sample => Math.abs(sample) > 0.1);
      expect(Math.abs((from + onset) / RATE - marker)).toBeLessThan(0.002);
    }
  },
);
