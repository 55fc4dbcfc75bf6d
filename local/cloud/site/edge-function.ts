import { type Context, createContext, Script } from 'node:vm';
import { z } from 'zod';

const EdgeRequest = z.object({ uri: z.string() });
const EdgeAnswer = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.object({ value: z.string() })).default({}),
});

export type EdgeResult =
  | { kind: 'request'; uri: string }
  | { kind: 'answer'; status: number; headers: Record<string, string> };

export type EdgeFunction = (uri: string, method: string) => EdgeResult;

type Limits = {
  /** By the clock on the wall, for one try. */
  tryMs: number;
  /** Time that this thread had on a processor. */
  cpuMs: () => number;
};

const LIMITS: Limits = {
  tryMs: 1000,
  cpuMs: () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  },
};

/**
 * Makes a viewer-request function of CloudFront callable, in a world with nothing else in it. One
 * world serves all calls, as making one takes longer than any function; its variables are new in
 * each call.
 */
export function compileEdgeFunction(source: string, limits: Limits = LIMITS): EdgeFunction {
  if (!source) return uri => ({ kind: 'request', uri });
  const script = new Script(
    `(() => { ${source}\n; return JSON.stringify(handler(JSON.parse(event))); })()`,
  );
  const world = createContext({ event: '' });
  return (uri, method) => {
    const request = { method, uri, querystring: {}, headers: {}, cookies: {} };
    world.event = JSON.stringify({ version: '1.0', context: {}, viewer: {}, request });
    const result: unknown = JSON.parse(z.string().parse(runLimited(script, world, limits)));
    const answer = EdgeAnswer.safeParse(result);
    if (!answer.success) return { kind: 'request', uri: EdgeRequest.parse(result).uri };
    const { statusCode: status, headers } = answer.data;
    const plain = Object.entries(headers).map(([name, { value }]) => [name, value]);
    return { kind: 'answer', status, headers: Object.fromEntries(plain) };
  };
}

/** On a busy machine the clock runs on while the function does not: that is no endless loop. */
function runLimited(script: Script, world: Context, { tryMs, cpuMs }: Limits): unknown {
  const startedAtMs = cpuMs();
  for (;;) {
    try {
      return script.runInContext(world, { timeout: tryMs });
    } catch (error) {
      if (!isTimeout(error) || cpuMs() - startedAtMs >= tryMs / 2) throw error;
    }
  }
}

/** An error of the other world: it is no `Error` of this one. */
const isTimeout = (error: unknown) =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
