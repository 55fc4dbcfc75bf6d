import { expect } from 'vitest';
import { toEdited } from '#src/documents/edit-map.ts';
import { framesPerSecond, parseFrameRate } from '#src/media/timeline/frame-grid.ts';
import { rendered } from './engine.ts';
import { beepStarts, flashStarts } from './measure-markers.ts';
import { AT, type Make } from './odd-files.ts';

/** What AAC's first packet holds before the sound: containers without edit lists begin with it. */
export const AAC_LATE = 1024 / 48_000;

export type Odd = {
  make: Make;
  /** On the file's own clock; only what is there can be seen and heard. */
  flashes?: readonly number[];
  beeps?: readonly number[];
  /** So much later is everything on the file's clock. */
  late?: number;
  method?: string;
  refused?: RegExp;
};

/** After a cut, flash and beep are where the plan has them: on its frame, within a millisecond. */
export async function expectInPlace(folder: string, odd: Odd) {
  const { make, flashes = AT, beeps = AT, late = 0, method = 'encode', refused } = odd;
  const made = await rendered(folder, make(folder));
  const { edit, probe, video, facts: found } = made;
  const rate = parseFrameRate(probe.video?.frame_rate ?? '');
  const seen = probe.video ? flashStarts(video, rate ? framesPerSecond(rate) : 1) : [];
  const heard = beepStarts(video);
  const planned = (seconds: number) => toEdited(edit, seconds + late);
  expect(edit.cuts.length).toBeGreaterThan(1);
  expectNear(seen, flashes.map(planned));
  expectNear(heard, beeps.map(planned));
  expect(found).toMatchObject({
    method,
    ...(refused && { refused: expect.stringMatching(refused) }),
  });
  return made;
}

function expectNear(found: readonly number[], planned: readonly number[]) {
  expect(found).toHaveLength(planned.length);
  for (const [index, seconds] of planned.entries()) {
    expect(Math.abs((found[index] ?? 0) - seconds), `marker ${index}`).toBeLessThanOrEqual(0.001);
  }
}
