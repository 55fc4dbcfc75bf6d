import type { Route } from '../kernel/http/route.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import { lazy } from '../kernel/lazy.ts';
import { docsPage } from './docs-page.ts';
import { openApiDocument } from './document.ts';
import type { docsRoutes } from './routes.ts';

type Deps = {
  features: readonly { title: string; routes: readonly Route[] }[];
  /** The program behind the pages, gzipped: plain it would be near Lambda's limit of 6 MB. */
  program: () => Promise<Uint8Array>;
};

const SHORT = { 'cache-control': 'public, max-age=60' };
const LONG = { 'cache-control': 'public, max-age=3600' };

export function docsUseCases({ features, program }: Deps): UseCases<typeof docsRoutes> {
  const document = lazy(async () => JSON.stringify(openApiDocument(features)));
  return {
    openApi: async () => ({ body: await document(), headers: SHORT }),
    docsPage: async () => ({ ...docsPage, headers: { ...docsPage.headers, ...SHORT } }),
    docsProgram: async () => ({
      body: await program(),
      headers: { 'content-encoding': 'gzip', ...LONG },
    }),
  };
}
