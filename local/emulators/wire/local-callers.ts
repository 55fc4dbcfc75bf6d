import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

/** Who may call a server of this machine. */
export type Callers = {
  /** Names besides those of the machine itself, for a tunnel or a proxy in front. */
  hostNames?: readonly string[];
  /** Tells whether a page of this origin may call. Without it, no page may. */
  allowsOrigin?: (origin: string) => boolean;
};

const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Keeps out the pages of a browser on this machine. A foreign `Origin` is a page that calls across;
 * a foreign `Host` is one whose name was pointed to this address, so that the browser takes it for
 * the same origin and says nothing more.
 */
export const localCallersOnly =
  (listener: RequestListener, { hostNames = [], allowsOrigin = () => false }: Callers = {}) =>
  (request: IncomingMessage, response: ServerResponse) => {
    const { host = '', origin } = request.headers;
    const name = hostName(host);
    if (![...OWN_NAMES, ...hostNames].some(known => known.toLowerCase() === name)) {
      refuse(request, response, 421, `This server is not ${host || 'without a name'}.`);
    } else if (origin !== undefined && !allowsOrigin(origin)) {
      refuse(request, response, 403, `Pages of ${origin} may not call this server.`);
    } else {
      listener(request, response);
    }
  };

/** `localhost:4566` → `localhost`. Any port is fine: forwarding one changes it. */
const hostName = (host: string) => host.toLowerCase().replace(/:\d+$/, '');

/** Pages of this machine: the console under development runs at a port of its own. */
export function isOwnOrigin(origin: string, hostNames: readonly string[] = []) {
  const url = URL.parse(origin);
  return url !== null && [...OWN_NAMES, ...hostNames].includes(url.hostname);
}

function refuse(request: IncomingMessage, response: ServerResponse, status: number, text: string) {
  // What is left of the body is read away, or the next request would begin in it.
  request.resume();
  response.writeHead(status, { 'content-type': 'text/plain' }).end(`${text}\n`);
}
