import { expect, test } from 'vitest';
import { allowedPages } from '../../../../local/cloud/pages.ts';

test.each([
  { origin: 'http://localhost:5173', allowed: true },
  { origin: 'http://127.0.0.1:4566', allowed: true },
  { origin: 'http://[::1]:8080', allowed: true },
  { origin: 'https://castline.example', allowed: true },
  { origin: 'https://app.example', allowed: true },
  { origin: 'https://app.example.evil.example', allowed: false },
  { origin: 'http://localhost.evil.example', allowed: false },
  { origin: 'https://evil.example', allowed: false },
  { origin: 'null', allowed: false },
  { origin: '*', allowed: false },
  { origin: '', allowed: false },
])('pages of $origin: $allowed', ({ origin, allowed }) => {
  const { callers, programs, configure } = allowedPages(['castline.example']);
  configure(['*', 'https://app.example']);
  expect(callers.allowsOrigin?.(origin)).toBe(allowed);
  expect(programs.allowsOrigin).toBeUndefined();
});
