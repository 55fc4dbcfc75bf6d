import { IDEMPOTENCY_HOURS, IDEMPOTENCY_KEY } from '../kernel/http/idempotency.ts';
import { DEFAULT_RATE_LIMITS } from '../kernel/http/rate-limit.ts';
import type { Route } from '../kernel/http/route.ts';
import { operation } from './operation.ts';
import { problemComponents } from './problems.ts';

export type Feature = { title: string; routes: readonly Route[] };

const DESCRIPTION = `
Castline turns recordings into published, chaptered, subtitled video.

**Access.** Register or log in, then send \`Authorization: Bearer <access_token>\`. Access tokens
live 15 minutes; \`POST /v1/auth/refresh\` exchanges the refresh token for new ones. A refresh token
is good for one use: using it twice ends the session, so refresh in one place at a time. What somebody
may do follows from their role in the workspace, looked up at every call: each operation names its right.

**Errors** are problem documents (RFC 9457) with a stable \`code\`. Every answer has an
\`x-request-id\`.

**Repeats.** Send an \`Idempotency-Key\` with a POST, and a repeat within ${IDEMPOTENCY_HOURS} hours answers what the
first one did, with \`Idempotent-Replayed: true\`. Only successes are kept: after a refusal the same
key may try again. Operations on credentials keep nothing, because their answers hold secrets;
repeating them is safe by itself.

**Limits.** ${DEFAULT_RATE_LIMITS.perMinute} requests a minute and ${DEFAULT_RATE_LIMITS.perHour} an hour for each user, counted by the clock; without a
valid session, for each address. The \`RateLimit-*\` headers say where you stand, \`Retry-After\` how long to
wait. Wrong passwords are slowed down for an account and an address together.

**Lists** have a \`cursor\`: an opaque text that leads to the next page of the same list with the same filters.
`.trim();

const KEY_PARAMETER = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A name of your own for this operation, such as a UUID, so that it happens once.',
  schema: IDEMPOTENCY_KEY,
};

const header = (description: string, type: 'integer' | 'string') => ({
  description,
  schema: { type },
});

/** The whole API as an OpenAPI 3.1 document, from the same rows that answer it. */
export const openApiDocument = (features: readonly Feature[]) => ({
  openapi: '3.1.1',
  info: {
    title: 'Castline',
    version: '1.0.0',
    description: DESCRIPTION,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/', description: 'This deployment' }],
  security: [{ accessToken: [] }],
  tags: features.map(({ title }) => ({ name: title })),
  paths: paths(features),
  components: {
    ...problemComponents,
    parameters: { IdempotencyKey: KEY_PARAMETER },
    headers: {
      'RateLimit-Limit': header('Requests in the window that is nearest to its end.', 'integer'),
      'RateLimit-Remaining': header('Requests left in that window.', 'integer'),
      'RateLimit-Reset': header('Seconds until that window is over.', 'integer'),
      'RateLimit-Policy': header('All windows: requests; w=seconds.', 'string'),
    },
    securitySchemes: {
      accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
});

function paths(features: readonly Feature[]) {
  const found: Record<string, Record<string, ReturnType<typeof operation>>> = {};
  for (const { title, routes } of features) {
    for (const row of routes) {
      found[row.path] = { ...found[row.path], [row.method.toLowerCase()]: operation(row, title) };
    }
  }
  return found;
}
