import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';

export type Listening = { origin: string; close: () => Promise<void> };

/** Opens a server on the loopback address; port 0 is any that is free. */
export async function listen(listener: RequestListener, port = 0): Promise<Listening> {
  // A slow upload is no attack here.
  const server = createServer({ requestTimeout: 0, headersTimeout: 60_000 }, listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
