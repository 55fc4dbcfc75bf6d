import { describe, expect, test } from 'vitest';
import { analyzed, testFolder } from './support/engine.ts';
import { judgeCuts } from './support/judge-cuts.ts';
import { makeLecture, withNoise } from './support/lecture.ts';

const folder = testFolder();
const lecture = makeLecture(folder);
describe('silence against the recording’s own floor', () => {
  test.each([0, 0.0005, 0.003, 0.01, 0.03])('noise of %d', async amplitude => {
    const path = amplitude ? withNoise(folder, lecture.path, amplitude) : lecture.path;
    const { edit, probe } = await analyzed(folder, path);
    const { precision, recall, secondsOfWords } = judgeCuts(edit.cuts, lecture);
    expect(precision).toBeGreaterThanOrEqual(0.98);
    expect(recall).toBeGreaterThanOrEqual(0.98);
    expect(secondsOfWords).toBeCloseTo(0, 2);
    expect(probe.noise_floor_dbfs).toBeLessThan(-40);
  });
});
