import { request } from 'node:http';

export type Sent = {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** A request with the headers as given: `fetch` writes Host and Origin by itself. */
export function sendTo(
  endpoint: string,
  { method = 'POST', path = '/', headers = {}, body = '' }: Sent,
) {
  const { hostname: host, port } = new URL(endpoint);
  return new Promise<{ status: number; headers: object; text: string }>((resolve, reject) => {
    const outgoing = request({ host, port, method, path, headers }, async answer => {
      const text = Buffer.concat(await answer.toArray()).toString();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
