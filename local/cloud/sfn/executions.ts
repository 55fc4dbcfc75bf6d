import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { WireError } from '../../emulators/wire/wire-error.ts';
import type { CloudEvent } from '../events/event.ts';
import { interpret } from './interpreter.ts';
import { isTooLarge, type Json, tryParse } from './json.ts';
import { performTask } from './perform-task.ts';
import type { Program } from './program.ts';
import { executionEvent } from './status-event.ts';
import type { Ending, Execution, ExecutionStore } from './store.ts';
import type { Services } from './task-resources.ts';
import type { TokenDesk } from './tokens.ts';

export type MachineSpec = { arn: string; name: string; roleArn: string; definition: string };

export type ExecutionsOptions = {
  machines: ReadonlyMap<string, { spec: MachineSpec; program: Program }>;
  store: ExecutionStore;
  tokens: TokenDesk;
  services: Services;
  now: () => number;
  publish: (event: CloudEvent) => void;
  log: (line: string) => void;
};

const WRITE_AGAIN_MS = 500;
/** Node's timers cannot wait longer; a run of 24 days is over long before. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

type Run = { stop: AbortController; timer: NodeJS.Timeout | undefined; done: Promise<void> };

/** All executions: started, watched, stopped, and started again after a restart. */
export class Executions {
  #options: ExecutionsOptions;
  #runs = new Map<string, Run>();
  #closing = false;

  constructor(options: ExecutionsOptions) {
    this.#options = options;
  }

  /** Idempotent by name while the first one runs with the same input, as on AWS. */
  start(request: { machineArn: string; name?: string | undefined; input: string }): Execution {
    const { machineArn, name = randomUUID(), input } = request;
    const { spec } = this.#machine(machineArn);
    if (!NAME.test(name)) throw new WireError('InvalidName', `Invalid Name: '${name}'`);
    if (isTooLarge(input) || !tryParse(input)) {
      const message = `Invalid State Machine Execution Input: '${input.slice(0, 80)}'`;
      throw new WireError('InvalidExecutionInput', message);
    }
    const arn = `${spec.arn.replace(':stateMachine:', ':execution:')}:${name}`;
    const known = this.#options.store.find(arn);
    if (known) return sameStart(known, input);
    this.#options.store.insert({ arn, machineArn: spec.arn, name, input });
    const execution = this.find(arn);
    this.#note(arn, 'ExecutionStarted', { input, roleArn: spec.roleArn });
    this.#run(execution);
    return execution;
  }

  find(arn: string): Execution {
    const found = this.#options.store.find(arn);
    if (found) return found;
    throw new WireError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  stop(arn: string, reason: Pick<Ending, 'error' | 'cause'>) {
    this.find(arn);
    this.#end(arn, { status: 'ABORTED', ...reason });
    this.#runs.get(arn)?.stop.abort();
  }

  /** Starts every execution again that was running when the cloud last ended. */
  resume(): number {
    const left = this.#options.store.running();
    for (const execution of left) {
      this.#options.store.countRestart(execution.arn);
      this.#note(execution.arn, 'ExecutionRedriven', {});
      this.#run(execution);
    }
    return left.length;
  }

  /** Stops working. What runs stays RUNNING on disk and is resumed by the next start. */
  async close() {
    this.#closing = true;
    const runs = [...this.#runs.values()];
    for (const { stop } of runs) stop.abort();
    await Promise.all(runs.map(({ done }) => done));
  }

  #machine(arn: string) {
    const found = this.#options.machines.get(arn);
    if (found) return found;
    throw new WireError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }

  #run(execution: Execution) {
    const { arn } = execution;
    const found = this.#options.machines.get(execution.machineArn);
    // The app has changed since: nobody knows how to go on.
    if (!found) return this.#end(arn, runtimeError('The state machine does not exist any more.'));
    const stop = new AbortController();
    const timer = this.#timeout(execution, found.program, stop);
    const done = this.#finish(execution, found, stop.signal);
    this.#runs.set(arn, { stop, timer, done });
    this.#options.publish(executionEvent(execution));
    done.finally(() => {
      clearTimeout(timer);
      this.#runs.delete(arn);
    });
  }

  #timeout({ arn, startedAt }: Execution, { timeoutSeconds }: Program, stop: AbortController) {
    if (timeoutSeconds === undefined) return undefined;
    const leftMs = startedAt + timeoutSeconds * 1000 - this.#options.now();
    return setTimeout(
      () => {
        stop.abort();
        void this.#endSurely(arn, { status: 'TIMED_OUT' });
      },
      Math.min(Math.max(0, leftMs), LONGEST_TIMER_MS),
    );
  }

  async #finish(
    execution: Execution,
    { spec, program }: { spec: MachineSpec; program: Program },
    signal: AbortSignal,
  ) {
    let ending: Ending;
    try {
      const input = tryParse(execution.input)?.value ?? null;
      const environment = this.#environment(execution, spec, input);
      const output = await interpret(program, input, { environment, signal });
      ending = { status: 'SUCCEEDED', output: JSON.stringify(output) };
    } catch (error) {
      if (this.#closing) return;
      ending = failure(error);
    }
    await this.#endSurely(execution.arn, ending);
  }

  #environment({ arn, name, startedAt }: Execution, spec: MachineSpec, input: Json) {
    const { services, tokens } = this.#options;
    const record = (type: string, details: object) => this.#note(arn, type, details);
    const StartTime = new Date(startedAt).toISOString();
    return {
      execution: { Id: arn, Name: name, Input: input, StartTime, RoleArn: spec.roleArn },
      stateMachine: { Id: spec.arn, Name: spec.name },
      perform: (call: Parameters<typeof performTask>[0]) =>
        performTask(call, { services, tokens, executionArn: arn, roleArn: spec.roleArn, record }),
      record: ({
        kind,
        state,
        type,
        data,
      }: {
        kind: string;
        state: string;
        type: string;
        data: Json;
      }) => record(`${type}${kind}`, { name: state, data: JSON.stringify(data) }),
    };
  }

  /** A run does not fail because its history cannot be written down. */
  #note(arn: string, type: string, details: object) {
    try {
      this.#options.store.addEvent(arn, type, details);
    } catch (error) {
      this.#options.log(`${arn.split(':').at(-1)} has lost an event of its history: ${error}`);
    }
  }

  /** On a full disk the end waits until it can be written down; what has not ended runs again. */
  async #endSurely(arn: string, ending: Ending) {
    let told = false;
    for (;;) {
      try {
        this.#end(arn, ending);
        return;
      } catch (error) {
        if (this.#closing) return;
        if (!told) this.#options.log(`${arn.split(':').at(-1)} cannot be ended: ${error}`);
        told = true;
        await delay(WRITE_AGAIN_MS);
      }
    }
  }

  #end(arn: string, ending: Ending) {
    if (!this.#options.store.end(arn, ending)) return;
    const { output, error, cause } = ending;
    this.#note(arn, END_EVENTS[ending.status], { output, error, cause });
    this.#options.publish(executionEvent(this.find(arn)));
    if (ending.status !== 'SUCCEEDED') {
      this.#options.log(`${arn.split(':').at(-1)} ${ending.status} ${error ?? ''} ${cause ?? ''}`);
    }
  }
}

const END_EVENTS = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

function sameStart(known: Execution, input: string) {
  if (known.status === 'RUNNING' && known.input === input) return known;
  throw new WireError('ExecutionAlreadyExists', `Execution Already Exists: '${known.arn}'`);
}

const runtimeError = (cause: string): Ending => ({
  status: 'FAILED',
  error: 'States.Runtime',
  cause,
});

const failure = (error: unknown): Ending =>
  error instanceof Error
    ? { status: 'FAILED', error: error.name, cause: error.message }
    : runtimeError(String(error));
