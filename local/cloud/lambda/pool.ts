import { randomUUID } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { FunctionError, Work } from './messages.ts';
import { Sandbox } from './sandbox.ts';

/** A function of the template, ready to run. */
export type FunctionSpec = {
  name: string;
  arn: string;
  roleArn: string;
  entry: string;
  environment: Readonly<Record<string, string>>;
  timeoutSeconds: number;
  memoryMiB: number;
};

/** `error` is set where AWS would set `FunctionError`; `payload` is JSON text in both cases. */
export type Invocation = { payload: string; error?: FunctionError };

export type PoolOptions = { limit: number; compileCache?: string | undefined; log: Writable };

/** Lambda's limit for synchronous requests and answers. */
const PAYLOAD_LIMIT_BYTES = 6 * 1024 * 1024;

/** The sandboxes of one function: as many as events at a time, up to a limit. */
export class Pool {
  readonly spec: FunctionSpec;
  #options: PoolOptions;
  #idle: Sandbox[] = [];
  #busy = new Set<Sandbox>();
  #waiting = new Set<(sandbox: Sandbox) => void>();
  #closed = false;

  constructor(spec: FunctionSpec, options: PoolOptions) {
    this.spec = spec;
    this.#options = options;
  }

  /** Loads one sandbox, so that the first event need not wait. */
  async warm() {
    if (this.#closed || this.#busy.size + this.#idle.length > 0) return;
    const sandbox = this.#open();
    await sandbox.ready;
    this.#release(sandbox);
  }

  /** One that still waits for a sandbox when `signal` aborts is never carried out. */
  async invoke(event: unknown, signal?: AbortSignal): Promise<Invocation> {
    const sandbox = await this.#acquire(signal);
    const requestId = randomUUID();
    try {
      const outcome = await sandbox.run(this.#work(event, requestId));
      if ('error' in outcome) return this.#fail(outcome.error, requestId);
      return outcome.payload.length > PAYLOAD_LIMIT_BYTES
        ? this.#fail(tooLarge(outcome.payload), requestId)
        : outcome;
    } finally {
      this.#release(sandbox);
    }
  }

  /** Ends every thread, or only those at work. What they were doing fails. */
  async kill(options: { busyOnly: boolean }) {
    const victims = [...this.#busy, ...(options.busyOnly ? [] : this.#idle)];
    this.#idle = this.#idle.filter(sandbox => !victims.includes(sandbox));
    await Promise.all(victims.map(sandbox => sandbox.kill()));
    return victims.length;
  }

  /** Ends every thread for good. */
  close() {
    this.#closed = true;
    return this.kill({ busyOnly: false });
  }

  #fail(error: FunctionError, requestId: string) {
    const failed = failure(error, requestId);
    this.#options.log.write(`ERROR ${failed.payload}\n`);
    return failed;
  }

  #work(event: unknown, requestId: string): Work {
    const { name, arn, timeoutSeconds, memoryMiB } = this.spec;
    const timeoutMs = timeoutSeconds * 1000;
    return { event, requestId, timeoutMs, functionName: name, functionArn: arn, memoryMiB };
  }

  #open() {
    const { compileCache, log } = this.#options;
    const { entry, environment } = this.spec;
    const sandbox = new Sandbox({ settings: { entry, compileCache }, environment, log });
    this.#busy.add(sandbox);
    return sandbox;
  }

  async #acquire(signal: AbortSignal | undefined): Promise<Sandbox> {
    signal?.throwIfAborted();
    if (this.#closed) throw new Error(`${this.spec.name} is closed.`);
    // The last one used has the warmest caches.
    let idle = this.#idle.pop();
    while (idle && !idle.alive) idle = this.#idle.pop();
    if (idle) {
      this.#busy.add(idle);
      return idle;
    }
    if (this.#busy.size < this.#options.limit) return this.#open();
    return this.#wait(signal);
  }

  #wait(signal: AbortSignal | undefined): Promise<Sandbox> {
    const { promise, resolve, reject } = Promise.withResolvers<Sandbox>();
    const leave = () => {
      this.#waiting.delete(take);
      reject(signal?.reason);
    };
    const take = (sandbox: Sandbox) => {
      signal?.removeEventListener('abort', leave);
      resolve(sandbox);
    };
    this.#waiting.add(take);
    signal?.addEventListener('abort', leave, { once: true });
    return promise;
  }

  #release(sandbox: Sandbox) {
    this.#busy.delete(sandbox);
    const [next] = this.#waiting;
    if (next) this.#waiting.delete(next);
    if (!next) {
      if (sandbox.alive) this.#idle.push(sandbox);
      return;
    }
    if (!sandbox.alive && !this.#closed) return next(this.#open());
    this.#busy.add(sandbox);
    next(sandbox);
  }
}

function failure(error: FunctionError, requestId: string): Invocation {
  const byRuntime =
    error.errorType === 'Runtime.ExitError' || error.errorType.startsWith('Sandbox');
  const errorMessage = byRuntime
    ? `RequestId: ${requestId} ${error.errorMessage}`
    : error.errorMessage;
  const told = { ...error, errorMessage };
  return { payload: JSON.stringify(told), error: told };
}

const tooLarge = (payload: string): FunctionError => ({
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size (${payload.length} bytes) exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`,
});
