import { createServer } from 'node:http';
import type { Cloud } from '../local/cloud/cloud.ts';
import { signUpWithToken } from '../local/demo/account.ts';

const CALLS = 200;
const WARM_UP = 20;

export type Latency = { name: string; p50: number; p95: number };

/** Sequential reads over HTTP, milliseconds, beside a server that does nothing at all. */
export async function apiLatency(cloud: Cloud): Promise<Latency[]> {
  const { token } = await signUpWithToken(cloud.apiUrl);
  const headers = { authorization: `Bearer ${token}` };
  const api = (name: string, path: string) => measure(name, cloud.apiUrl + path, headers);
  return [
    await bareServer(),
    await api('GET /v1/users/me', '/v1/users/me'),
    await api('GET /v1/recordings', '/v1/recordings'),
    await api('GET /v1/tasks', '/v1/tasks'),
  ];
}

async function bareServer() {
  const server = createServer((_request, response) => response.end('{"items":[]}'));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await measure('bare node:http', `http://127.0.0.1:${port}/`, {});
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measure(name: string, url: string, headers: Record<string, string>) {
  const times: number[] = [];
  for (let call = 0; call < CALLS + WARM_UP; call += 1) {
    const began = performance.now();
    const response = await fetch(url, { headers });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${name} answered ${response.status}.`);
    if (call >= WARM_UP) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
  return { name, p50: at(0.5), p95: at(0.95) } satisfies Latency;
}
