import { lazy } from '../kernel/lazy.ts';
import { type Feature, openApiDocument } from './document.ts';

/** The API as a document, which is made when it is first asked for. */
export function serveDocument(features: readonly Feature[]) {
  const document = lazy(async () => JSON.stringify(openApiDocument(features)));
  return async () => ({
    body: await document(),
    headers: { 'cache-control': 'public, max-age=60' },
  });
}
