import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { servePage } from '../../../src/openapi/serve-page.ts';

test('the page may run its own two scripts and nothing else', async () => {
  const { body, headers } = await servePage()();
  const policy = headers['content-security-policy'];
  const inline = /<script>(.*)<\/script>/.exec(body)?.[1] ?? '';
  const hash = createHash('sha256').update(inline).digest('base64');
  expect(inline).not.toBe('');
  expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
  expect(policy).toContain("default-src 'none'");
  expect(body.match(/<script/g)).toHaveLength(2);
  expect(body).not.toMatch(/https?:\/\//);
  expect(headers['cache-control']).toBe('public, max-age=60');
});
