import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { CloudEvent } from '../events/event.ts';
import type { ProcessRegister } from './orphans.ts';
import { killSession, type ProcessIdentity } from './process-identity.ts';
import { RunTask, type TaskDefinition } from './task.contract.ts';
import { stoppedEvent, type Task } from './task-event.ts';

const OVERRIDES_LIMIT = 8192;

export type TaskRunnerOptions = {
  definitions: readonly TaskDefinition[];
  region: string;
  accountId: string;
  logFolder: string;
  processes: ProcessRegister;
  /** Is told of every task that stopped. */
  onStopped: (event: CloudEvent) => void;
};

type Running = {
  task: Task;
  child: ChildProcess;
  identity: ProcessIdentity | undefined;
  exit: Promise<number>;
};

/** A refusal of the ECS service, under the name that a state machine sees. */
export class EcsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Runs containers as processes: each its own session, so that nothing of it outlives it. */
export class TaskRunner {
  #options: TaskRunnerOptions;
  #running = new Map<string, Running>();

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
  }

  /**
   * Starts a task that `check` lets pass. `exit` gives the exit code of its container.
   * @throws EcsError, and what `check` throws
   */
  run(
    parameters: unknown,
    check: (definition: TaskDefinition, clusterArn: string) => void = () => undefined,
  ): { task: Task; exit: Promise<number> } {
    const request = parseRequest(parameters);
    const definition = this.#find(request.TaskDefinition);
    check(definition, this.#clusterArn(request));
    const child = this.#spawn(definition, request);
    if (child.pid === undefined) {
      throw new EcsError('ECS.ClientException', `${definition.entry} cannot be started.`);
    }
    const task = this.#describe(definition, request, child.pid);
    const identity = this.#options.processes.remember(task.taskArn, child.pid);
    const { promise: exit, resolve } = Promise.withResolvers<number>();
    this.#running.set(task.taskArn, { task, child, identity, exit });
    child.once('exit', (code, signal) => {
      const exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0);
      this.#stopped(task, identity, exitCode);
      resolve(exitCode);
    });
    return { task, exit };
  }

  running(): Task[] {
    return [...this.#running.values()].map(({ task }) => task);
  }

  /** SIGTERM to the program, and after its grace SIGKILL to all that is left of it. */
  async stop(taskArn: string, reason: string, graceSeconds?: number) {
    const running = this.#running.get(taskArn);
    if (!running) return;
    const { task, child, identity, exit } = running;
    task.stopReason ??= reason;
    child.kill('SIGTERM');
    const grace = setTimeout(
      () => (identity ? killSession(identity) : child.kill('SIGKILL')),
      (graceSeconds ?? task.definition.stopTimeoutSeconds) * 1000,
    );
    await exit;
    clearTimeout(grace);
  }

  async stopAll(reason: string, graceSeconds: number) {
    await Promise.all(
      this.running().map(({ taskArn }) => this.stop(taskArn, reason, graceSeconds)),
    );
  }

  #find(familyOrArn: string): TaskDefinition {
    const family = /task-definition\/([^:]+)/.exec(familyOrArn)?.[1] ?? familyOrArn.split(':')[0];
    const found = this.#options.definitions.find(definition => definition.family === family);
    if (found) return found;
    throw new EcsError('ECS.ClientException', `TaskDefinition not found: ${familyOrArn}`);
  }

  #spawn(definition: TaskDefinition, request: RunTask) {
    const folder = join(this.#options.logFolder, definition.family);
    mkdirSync(folder, { recursive: true });
    const log = openSync(join(folder, `${Date.now()}-${randomUUID().slice(0, 8)}.log`), 'a');
    const override = request.Overrides.ContainerOverrides.find(
      ({ Name }) => Name === definition.containerName,
    );
    const changed = override?.Environment.map(({ Name, Value }) => [Name, Value]) ?? [];
    const command = override?.Command.length ? override.Command : definition.command;
    try {
      return spawn(process.execPath, [...definition.options, definition.entry, ...command], {
        detached: true,
        env: { ...definition.environment, ...Object.fromEntries(changed) },
        stdio: ['ignore', log, log],
      }).on('error', () => undefined);
    } finally {
      closeSync(log);
    }
  }

  #describe(definition: TaskDefinition, request: RunTask, pid: number): Task {
    const { region, accountId } = this.#options;
    const cluster = request.Cluster.split('/').at(-1) ?? 'default';
    const id = randomUUID().replaceAll('-', '');
    const taskArn = `arn:aws:ecs:${region}:${accountId}:task/${cluster}/${id}`;
    const clusterArn = this.#clusterArn(request);
    const startedAt = new Date();
    return { taskArn, clusterArn, definition, request, pid, startedAt, stopReason: undefined };
  }

  #clusterArn({ Cluster }: RunTask) {
    const { region, accountId } = this.#options;
    return `arn:aws:ecs:${region}:${accountId}:cluster/${Cluster.split('/').at(-1)}`;
  }

  #stopped(task: Task, identity: ProcessIdentity | undefined, exitCode: number) {
    // A container takes all its processes with it: an engine must not outlive a killed program.
    if (identity) killSession(identity);
    this.#running.delete(task.taskArn);
    this.#options.processes.forget(task.taskArn);
    this.#options.onStopped(stoppedEvent(task, exitCode, new Date()));
  }
}

function parseRequest(parameters: unknown): RunTask {
  const parsed = RunTask.safeParse(parameters);
  if (!parsed.success) {
    throw new EcsError('ECS.InvalidParameterException', parsed.error.message);
  }
  const { length } = JSON.stringify(parsed.data.Overrides);
  if (length <= OVERRIDES_LIMIT) return parsed.data;
  throw new EcsError(
    'ECS.InvalidParameterException',
    `Container Overrides length must be at most ${OVERRIDES_LIMIT}`,
  );
}
