import type { RequestListener } from 'node:http';
import { type LoopbackServer, serveLoopback } from '../emulators/wire/loopback-server.ts';

/** An address that is known before there is anything behind it. */
export type LateServer = LoopbackServer & {
  port: number;
  open: (listener: RequestListener) => void;
};

/** Takes the first free port of `ports`, or any. Until it is opened the server answers 503. */
export async function startLateServer(...ports: (number | undefined)[]): Promise<LateServer> {
  let behind: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const listener: RequestListener = (request, response) => behind(request, response);
  const server = await serveOnFirst(listener, ports);
  const open = (listener: RequestListener) => {
    behind = listener;
  };
  return { endpoint: server.endpoint, port: server.address.port, stop: server.stop, open };
}

async function serveOnFirst(listener: RequestListener, ports: readonly (number | undefined)[]) {
  for (const port of ports) {
    if (port === undefined) continue;
    try {
      return await serveLoopback(listener, port);
    } catch {
      // Taken, or not ours to take.
    }
  }
  return serveLoopback(listener);
}
