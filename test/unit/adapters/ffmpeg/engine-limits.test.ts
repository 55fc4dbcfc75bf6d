import { describe, expect, test } from 'vitest';
import { encodeLimits, joinLimits, readLimits } from '#src/adapters/ffmpeg/engine-limits.ts';

const HOUR = 3600;
const lecture = { claimedSeconds: HOUR, sizeBytes: 500_000_000 };
const hd = { width: 1920, height: 1080 };

describe('limits follow from the work', () => {
  test('what lasts twice as long may take longer, and be silent longer', () => {
    const twice = { claimedSeconds: 2 * HOUR, sizeBytes: 1_000_000_000 };
    expect(readLimits(twice).deadlineSeconds).toBeGreaterThan(
      1.8 * readLimits(lecture).deadlineSeconds,
    );
    expect(readLimits(twice).stallSeconds).toBeGreaterThan(readLimits(lecture).stallSeconds);
  });

  test('larger pictures take longer, and an encode longer than a read', () => {
    const small = { width: 640, height: 360 };
    const [read, large, encode] = [
      readLimits(lecture, small),
      readLimits(lecture, hd),
      encodeLimits(lecture, hd, HOUR),
    ].map(({ deadlineSeconds }) => deadlineSeconds);
    expect(read).toEqual(readLimits(lecture).deadlineSeconds);
    expect(large).toBeGreaterThan(read ?? 0);
    expect(encode).toBeGreaterThan(3 * (large ?? 0));
  });

  test('no silence is longer than five minutes, or shorter than one', () => {
    const week = { claimedSeconds: 168 * HOUR, sizeBytes: 1e12 };
    const blink = { claimedSeconds: 0.1, sizeBytes: 1000 };
    expect(readLimits(week).stallSeconds).toBe(300);
    expect(readLimits(blink).stallSeconds).toBeCloseTo(60, 1);
    expect(joinLimits(1).stallSeconds).toBe(300);
  });
});

describe('headers are not believed', () => {
  test.each([
    ['ten thousand years', 3e11],
    ['nothing', null],
  ])('one that claims %s', (_, claimedSeconds) => {
    const { deadlineSeconds, stallSeconds } = readLimits({ claimedSeconds, sizeBytes: 1_000_000 });
    expect(deadlineSeconds).toBeLessThan(5 * HOUR);
    expect(stallSeconds).toBeLessThanOrEqual(300);
  });

  test('one that claims a second leaves the time that its bytes need', () => {
    const { deadlineSeconds } = readLimits({ claimedSeconds: 1, sizeBytes: 2_000_000_000 });
    expect(deadlineSeconds).toBeGreaterThan(HOUR);
  });
});
