import { Agent, request } from 'node:http';
import type { Reply } from './documented.ts';

export type Sent = {
  method: string;
  /** With its query, as it goes over the wire. */
  path: string;
  headers?: Record<string, string>;
  body?: Buffer | undefined;
};

/** Says also what `fetch` would not: a body with GET, a HEAD that is answered, odd headers. */
export function httpClient(url: string) {
  const agent = new Agent({ keepAlive: true });
  return {
    send: ({ method, path, headers = {}, body }: Sent) =>
      new Promise<Reply>((resolve, reject) => {
        const length = body ? { 'content-length': String(body.length) } : {};
        const options = { agent, method, headers: { ...headers, ...length } };
        const sent = request(url + path, options, response => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers as Record<string, string>,
              body: Buffer.concat(chunks).toString(),
            }),
          );
          response.on('error', reject);
        });
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => agent.destroy(),
  };
}

export type HttpClient = ReturnType<typeof httpClient>;
