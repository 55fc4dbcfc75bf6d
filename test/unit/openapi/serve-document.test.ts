import { expect, test } from 'vitest';
import { healthRoutes } from '../../../src/health/routes.ts';
import { openApiDocument } from '../../../src/openapi/document.ts';
import { docsRoutes } from '../../../src/openapi/routes.ts';
import { serveDocument } from '../../../src/openapi/serve-document.ts';

test('the document is made of the features when it is first asked for, and only then', async () => {
  const features = [{ title: 'Health', routes: [...healthRoutes] }];
  const serve = serveDocument(features);
  const before = JSON.stringify(openApiDocument(features));
  expect(await serve()).toEqual({
    body: before,
    headers: { 'cache-control': 'public, max-age=60' },
  });
  const later = serveDocument(features);
  Object.assign(features, [{ title: 'Docs', routes: [...docsRoutes] }]);
  expect((await serve()).body).toBe(before);
  expect((await later()).body).toContain('/docs/scalar.js');
});
