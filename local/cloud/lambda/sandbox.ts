import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FunctionError, Report, Work, WorkerSettings } from './messages.ts';

/** Loading a function takes well under a second; longer than this is a hang. */
const INIT_LIMIT_MS = 30_000;

export type SandboxOptions = {
  settings: WorkerSettings;
  environment: Readonly<Record<string, string>>;
  log: Writable;
};

export type Outcome = { payload: string } | { error: FunctionError };

/** One worker thread with one function in it. It serves one event at a time until it dies. */
export class Sandbox {
  /** Settles when the function is loaded, or never will be. */
  readonly ready: Promise<void>;
  #loaded: () => void;
  #worker: Worker;
  #report: ((report: Report) => void) | undefined;
  #died: ((error: FunctionError) => void) | undefined;
  #dead: FunctionError | undefined;

  constructor({ settings, environment, log }: SandboxOptions) {
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: settings,
      env: { ...environment },
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.#worker.stdout.on('data', chunk => log.write(chunk));
    this.#worker.stderr.on('data', chunk => log.write(chunk));
    ({ promise: this.ready, resolve: this.#loaded } = Promise.withResolvers<void>());
    this.#worker.on('message', (report: Report) => {
      if (report.kind === 'ready') this.#loaded();
      else this.#report?.(report);
    });
    this.#worker.on('error', error => {
      log.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    });
    this.#worker.on('exit', code => this.#die(exitError(code)));
  }

  get alive() {
    return this.#dead === undefined;
  }

  /** Runs one event. A function that is still busy after its time is stopped with its thread. */
  async run(work: Work): Promise<Outcome> {
    const initLimit = setTimeout(() => this.kill(timeoutError(INIT_LIMIT_MS)), INIT_LIMIT_MS);
    await this.ready;
    clearTimeout(initLimit);
    if (this.#dead) return { error: this.#dead };
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.#report = report => resolve(outcomeOf(report));
    this.#died = error => resolve({ error });
    const timer = setTimeout(() => this.kill(timeoutError(work.timeoutMs)), work.timeoutMs);
    this.#worker.postMessage(work);
    const outcome = await promise;
    clearTimeout(timer);
    this.#report = undefined;
    this.#died = undefined;
    return outcome;
  }

  /** Ends the thread at once, even in an endless loop. */
  kill(reason: FunctionError = exitError(137)) {
    this.#die(reason);
    return this.#worker.terminate();
  }

  #die(error: FunctionError) {
    this.#dead ??= error;
    this.#loaded();
    this.#died?.(this.#dead);
  }
}

const outcomeOf = (report: Report): Outcome =>
  report.kind === 'failed'
    ? { error: report.error }
    : { payload: report.kind === 'done' ? report.payload : 'null' };

const exitError = (code: number): FunctionError => ({
  errorType: 'Runtime.ExitError',
  errorMessage: `Error: Runtime exited with error: exit status ${code}`,
});

const timeoutError = (milliseconds: number): FunctionError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `Error: Task timed out after ${(milliseconds / 1000).toFixed(2)} seconds`,
});
