import { docsPage } from './docs-page.ts';

/** The API as a page. */
export const servePage = () => async () => ({
  body: docsPage.body,
  headers: { ...docsPage.headers, 'cache-control': 'public, max-age=60' },
});
