import { createServer } from 'node:http';
import type { StoredFile } from './memory-site.ts';

/** Serves a site's files on the loopback address, with byte ranges, as storage does. */
export async function serveSite(files: ReadonlyMap<string, StoredFile>) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = files.get(decodeURIComponent(pathname.slice(1)));
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const size = file.body.length;
    const headers = { 'content-type': file.contentType, 'accept-ranges': 'bytes' };
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (!range) {
      response.writeHead(200, { ...headers, 'content-length': size }).end(file.body);
      return;
    }
    const first = Number(range[1]);
    const last = Math.min(size - 1, range[2] ? Number(range[2]) : size - 1);
    const part = file.body.subarray(first, last + 1);
    const place = {
      'content-range': `bytes ${first}-${last}/${size}`,
      'content-length': part.length,
    };
    response.writeHead(206, { ...headers, ...place }).end(part);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const stop = () => {
    server.closeAllConnections();
    return new Promise<void>(resolve => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
