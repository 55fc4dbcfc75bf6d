import type { Cloud } from '../../local/cloud/cloud.ts';
import { startBareApi } from './bare-api.ts';

const CALLS = 300;
const WARM_UP = 40;

/** Milliseconds, and how many times those of the bare handler that is. */
export type Latency = {
  name: string;
  p50: number;
  p95: number;
  times_p50: number;
  times_p95: number;
};

type Route = { name: string; url: string; token?: string };

/** Whose recording is read. */
export type Reader = { token: string; recordingId: string };

/**
 * Reads of one client, one after the other, beside a handler that does nothing on the same HTTP API.
 * All routes take turns, so that whatever else the machine does hits all of them alike.
 */
export async function apiLatency(cloud: Cloud, { token, recordingId }: Reader): Promise<Latency[]> {
  const bare = await startBareApi();
  const of = (path: string) => ({ name: `GET ${path}`, url: cloud.apiUrl + path, token });
  try {
    return await inTurns([
      { name: 'bare handler', url: bare.open },
      { name: 'bare handler behind a bare authorizer', url: bare.guarded },
      { ...of('/v1/health/live'), token: '' },
      of('/v1/users/me'),
      of('/v1/recordings'),
      of('/v1/tasks'),
      { ...of(`/v1/recordings/${recordingId}`), name: 'GET /v1/recordings/{recording_id}' },
    ]);
  } finally {
    await bare.stop();
  }
}

async function inTurns(routes: readonly Route[]): Promise<Latency[]> {
  const times = routes.map((): number[] => []);
  for (let call = 0; call < CALLS + WARM_UP; call += 1) {
    for (const [index, route] of routes.entries()) {
      const took = await timed(route);
      if (call >= WARM_UP) times[index]?.push(took);
    }
  }
  const found = times.map(quantiles);
  const [bare] = found;
  return routes.map(({ name }, index) => {
    const { p50 = 0, p95 = 0 } = found[index] ?? {};
    return { name, p50, p95, times_p50: p50 / (bare?.p50 ?? 0), times_p95: p95 / (bare?.p95 ?? 0) };
  });
}

async function timed({ name, url, token }: Route) {
  const began = performance.now();
  const response = await fetch(url, token ? { headers: { authorization: `Bearer ${token}` } } : {});
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`${name} answered ${response.status}.`);
  return performance.now() - began;
}

function quantiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
