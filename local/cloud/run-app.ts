import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SqliteFile } from '../emulators/wire/sqlite-file.ts';
import type { ProcessRegister } from './ecs/orphans.ts';
import { TaskRunner } from './ecs/task-runner.ts';
import {
  awsEnvironment,
  credentialEnvironment,
  type Endpoints,
  lambdaEnvironment,
  machineEnvironment,
  type Setting,
} from './environment.ts';
import type { CloudEvent } from './events/event.ts';
import type { Iam } from './iam/iam.ts';
import { permits } from './iam/permits.ts';
import { createFunctions } from './lambda/functions.ts';
import { type FunctionSpec, Pool } from './lambda/pool.ts';
import { logFile } from './log-file.ts';
import type { Programs } from './provision/bundles.ts';
import { keyFiles } from './provision/key-files.ts';
import {
  type Runtime,
  readFunctions,
  readMachines,
  readTaskDefinitions,
} from './provision/programs.ts';
import { createBus, readRules } from './provision/rules.ts';
import { parseMachine } from './sfn/definition.ts';
import { Executions, type MachineSpec } from './sfn/executions.ts';
import { compile } from './sfn/program.ts';
import { executionStore } from './sfn/store.ts';
import { tokenDesk } from './sfn/tokens.ts';
import type { Assembly } from './template/assembly.ts';

export type AppOptions = {
  assembly: Assembly;
  dataDir: string;
  endpoints: Endpoints;
  setting: Setting;
  iam: Iam;
  programs: Programs;
  /** Settings of the operator, for every function and container. */
  operator: Readonly<Record<string, string>>;
  file: SqliteFile;
  processes: ProcessRegister;
  secret: Runtime['secret'];
  log: (line: string) => void;
};

/** At once and per function: long polls must not keep others waiting. */
const SANDBOX_LIMIT = 16;
/** A stage is safe to repeat, so a stopping cloud does not wait as long as Fargate. */
const STOP_GRACE_SECONDS = 5;

export type App = Awaited<ReturnType<typeof runApp>>;

/** Functions, containers and state machines of the app, connected with each other. */
export async function runApp(options: AppOptions) {
  const { assembly, setting, iam, file, processes, log } = options;
  const runtime = runtimeOf(options);
  const pools = readFunctions(assembly, runtime).map(spec => openPool(spec, options));
  const functions = createFunctions(pools, { log });
  const state = { closing: false };
  const { mayInvoke } = permits(iam);
  const toRules = createBus({ rules: readRules(assembly), functions, mayInvoke });
  const publish = (event: CloudEvent) => {
    if (!state.closing) toRules(event);
  };
  const tasks = new TaskRunner({
    definitions: await readTaskDefinitions(assembly, runtime),
    ...setting,
    logFolder: join(options.dataDir, 'logs'),
    scratchFolder: join(options.dataDir, 'scratch'),
    processes,
    onStopped: publish,
  });
  const machines = readMachines(assembly);
  for (const { arn, roleArn } of machines) {
    iam.assume(roleArn, { service: 'states.amazonaws.com', sourceArn: arn });
  }
  const store = executionStore(file, Date.now);
  const tokens = tokenDesk(file);
  const services = { functions, tasks, requireAccess: iam.requireOfRole };
  const executions = new Executions({
    machines: compileAll(machines),
    store,
    tokens,
    services,
    now: Date.now,
    publish,
    log,
  });
  /** Executions stay RUNNING on disk: first nobody may answer them any more, then work ends. */
  const stop = async () => {
    state.closing = true;
    await executions.close();
    await tasks.stopAll('The local cloud stops.', STOP_GRACE_SECONDS);
    await functions.stop();
  };
  return { functions, tasks, executions, stop, sfn: { executions, store, tokens, machines } };
}

function runtimeOf(options: AppOptions): Runtime {
  const { assembly, endpoints, setting, iam, programs, operator, secret, dataDir } = options;
  const aws = awsEnvironment(endpoints, setting);
  const machine = machineEnvironment();
  return {
    programs,
    operator,
    secret,
    keyFiles: keyFiles(assembly, dataDir),
    functionEnvironment: (name, memoryMiB, role) => ({
      ...machine,
      ...aws,
      ...credentialEnvironment(iam.assume(role, { service: 'lambda.amazonaws.com' })),
      ...lambdaEnvironment(name, memoryMiB),
    }),
    taskEnvironment: role => ({
      ...machine,
      ...aws,
      // Without a role a task has no keys, and signs nothing.
      ...(role !== undefined && credentialEnvironment(iam.assume(role, OF_TASKS))),
      NODE_COMPILE_CACHE: compileCache(dataDir),
    }),
  };
}

const OF_TASKS = { service: 'ecs-tasks.amazonaws.com' };

/** Compiled code of the programs, so that a container starts in half the time. */
const compileCache = (dataDir: string) => join(dataDir, 'compile-cache');

function openPool(spec: FunctionSpec, { dataDir, log: tell }: AppOptions) {
  const folder = join(dataDir, 'logs', 'lambda');
  mkdirSync(folder, { recursive: true });
  const log = logFile(join(folder, `${spec.name}.log`), tell);
  return new Pool(spec, { limit: SANDBOX_LIMIT, compileCache: compileCache(dataDir), log });
}

const compileAll = (machines: readonly MachineSpec[]) =>
  new Map(
    machines.map(spec => [spec.arn, { spec, program: compile(parseMachine(spec.definition)) }]),
  );
