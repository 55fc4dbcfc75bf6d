import type { Invocation, Pool } from './pool.ts';

/** All functions of the app, found by name, ARN or an ARN with a version behind it. */
export type Functions = {
  /**
   * An invocation that still waits for a sandbox when `signal` aborts is never carried out.
   * @throws if there is no such function, and the signal's reason.
   */
  invoke: (nameOrArn: string, event: unknown, signal?: AbortSignal) => Promise<Invocation>;
  /** As Lambda's event queue: tries again twice, and nobody waits for the answer. */
  invokeLater: (nameOrArn: string, event: unknown) => void;
  find: (nameOrArn: string) => Pool | undefined;
  pools: readonly Pool[];
  stop: () => Promise<void>;
};

/** AWS waits one minute before the first retry of an event and two before the second. */
export const RETRY_DELAYS_SECONDS: readonly number[] = [60, 120];

export function createFunctions(
  pools: readonly Pool[],
  options: { log: (line: string) => void; retryDelaysSeconds?: readonly number[] },
): Functions {
  const byName = new Map(pools.map(pool => [pool.spec.name, pool]));
  const timers = new Set<NodeJS.Timeout>();
  const find = (nameOrArn: string) => byName.get(functionName(nameOrArn));
  const invoke = async (nameOrArn: string, event: unknown, signal?: AbortSignal) => {
    const pool = find(nameOrArn);
    if (!pool) throw new Error(`Function not found: ${nameOrArn}`);
    return pool.invoke(event, signal);
  };
  const attempt = async (name: string, event: unknown, delays: readonly number[]) => {
    const { error } = await invoke(name, event);
    if (!error) return;
    const [delaySeconds, ...rest] = delays;
    options.log(`${functionName(name)} failed: ${error.errorType}: ${error.errorMessage}`);
    if (delaySeconds === undefined) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      attempt(name, event, rest);
    }, delaySeconds * 1000);
    timers.add(timer);
  };
  return {
    invoke,
    find,
    pools,
    invokeLater: (name, event) => {
      attempt(name, event, options.retryDelaysSeconds ?? RETRY_DELAYS_SECONDS).catch(error =>
        options.log(String(error)),
      );
    },
    stop: async () => {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(pools.map(pool => pool.close()));
    },
  };
}

/** `arn:aws:lambda:region:account:function:name:version` → `name`. */
export function functionName(nameOrArn: string) {
  const parts = nameOrArn.split(':');
  return parts[0] === 'arn' ? (parts[6] ?? '') : (parts[0] ?? '');
}
