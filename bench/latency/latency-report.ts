import type { Latency } from './api-latency.ts';

/** One line for each route, the bare handler first. */
export const latencyLines = (rows: readonly Latency[]) =>
  rows.map(
    ({ name, p50, p95, times_p50, times_p95 }) =>
      `  ${name.padEnd(38)} p50 ${p50.toFixed(1)} ms (${times_p50.toFixed(1)} ×), ` +
      `p95 ${p95.toFixed(1)} ms (${times_p95.toFixed(1)} ×)`,
  );
