import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Callers, localCallersOnly } from './local-callers.ts';

export type LoopbackServer = { endpoint: string; stop: () => Promise<void> };

/** Longer than any pause of a pipeline, so that a client rarely reuses a socket that just closed. */
const KEEP_ALIVE_MS = 65_000;

/** Serves HTTP to this machine only. `port` 0 takes a free one. `stop` does not wait for clients. */
export async function serveLoopback(
  listener: RequestListener,
  port = 0,
  callers: Callers = {},
): Promise<LoopbackServer & { address: AddressInfo }> {
  const guarded = localCallersOnly(listener, callers);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, guarded);
  const address = await listenOnLoopback(server, port);
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${address.port}`, address, stop };
}

/** @throws an error that says so when the port is taken. */
export async function listenOnLoopback(server: Server, port: number): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', error => reject(portError(error, port)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no address.');
  return address;
}

/** Tells whether a server could listen there now. */
export async function isFree(port: number) {
  const probe = createServer();
  try {
    await listenOnLoopback(probe, port);
    return true;
  } catch {
    return false;
  } finally {
    await new Promise<void>(resolve => probe.close(() => resolve()));
  }
}

const portError = (error: Error, port: number) =>
  'code' in error && error.code === 'EADDRINUSE'
    ? new Error(`Port ${port} is taken by another program.`, { cause: error })
    : error;
