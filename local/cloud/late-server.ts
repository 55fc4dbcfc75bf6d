import type { RequestListener } from 'node:http';
import type { Callers } from '../emulators/wire/local-callers.ts';
import { isFree, type LoopbackServer, serveLoopback } from '../emulators/wire/loopback-server.ts';

/** An address that is known before there is anything behind it. */
export type LateServer = LoopbackServer & {
  port: number;
  open: (listener: RequestListener) => void;
};

export type LateServerOptions = {
  /** The port it must have; 0 takes any. */
  wanted?: number | undefined;
  /** Those that are tried without it, before any other. */
  usual?: readonly (number | undefined)[];
  callers?: Callers;
};

/** Until it is opened the server answers 503. @throws when the wanted port is taken. */
export async function startLateServer(options: LateServerOptions = {}): Promise<LateServer> {
  const { wanted, usual = [], callers } = options;
  let behind: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1' }).end();
  };
  const listener: RequestListener = (request, response) => behind(request, response);
  const port = wanted ?? (await firstFree(usual));
  const server = await serveLoopback(listener, port, callers);
  const open = (listener: RequestListener) => {
    behind = listener;
  };
  return { endpoint: server.endpoint, port: server.address.port, stop: server.stop, open };
}

/** 0 where none of them is. */
async function firstFree(ports: readonly (number | undefined)[]) {
  for (const port of ports) if (port !== undefined && (await isFree(port))) return port;
  return 0;
}
