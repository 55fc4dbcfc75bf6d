import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { docsProgram } from '../../../src/adapters/docs/docs-program.ts';
import { API } from '../../../src/api.ts';
import { apiHandler } from '../../../src/kernel/http/api-handler.ts';
import { docsRoutes } from '../../../src/openapi/routes.ts';
import { docsUseCases } from '../../../src/openapi/use-cases.ts';
import { apiEvent, lambdaContext } from '../../support/api-event.ts';
import { memoryApiDeps } from '../../support/memory-api-deps.ts';

/** The documentation on the loopback address, answered by its handler. */
export async function startDocsSite() {
  const useCases = docsUseCases({ features: API, program: docsProgram });
  const handler = apiHandler(docsRoutes, useCases, memoryApiDeps().deps);
  const server = createServer(async ({ method = 'GET', url = '/' }, response) => {
    const {
      statusCode,
      headers,
      body = '',
      isBase64Encoded,
    } = await handler(
      apiEvent({ method, path: new URL(url, 'http://localhost').pathname }),
      lambdaContext(),
    );
    response.writeHead(statusCode, headers);
    response.end(Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => new Promise<void>(resolve => void server.close(() => resolve())),
  };
}
