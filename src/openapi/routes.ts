import type { Route } from '../kernel/http/route.ts';

export const docsRoutes = [
  {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This API as an OpenAPI 3.1 document',
    public: true,
    contentType: 'application/json',
    use: 'openApi',
  },
  {
    method: 'GET',
    path: '/docs',
    summary: 'The API as pages to read and try',
    public: true,
    contentType: 'text/html; charset=utf-8',
    use: 'docsPage',
  },
  {
    method: 'GET',
    path: '/docs/scalar.js',
    summary: 'The program behind the pages',
    public: true,
    contentType: 'text/javascript; charset=utf-8',
    use: 'docsProgram',
  },
] as const satisfies readonly Route[];
