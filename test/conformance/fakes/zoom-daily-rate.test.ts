import { expect, test } from 'vitest';
import { rateMeter } from '#test/fakes/zoom/rate-limits.ts';

test('the 2001st medium call of a free account is refused until the day ends', () => {
  const meter = rateMeter(() => 'Free');
  const start = Date.parse('2026-03-15T00:00:00Z');
  for (let call = 0; call < 2000; call += 1) {
    expect(meter('acc', 'Medium', start + call * 1000).message).toBeUndefined();
  }
  const refused = meter('acc', 'Medium', start + 2_000_000);
  expect(refused.headers).toMatchObject({
    'X-RateLimit-Type': 'Daily-limit',
    'Retry-After': '2026-03-16T00:00:00Z',
  });
  expect(meter('acc', 'Medium', start + 86_400_000).message).toBeUndefined();
});
