import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeExecutionCommand, type ExecutionStatus, SFNClient } from '@aws-sdk/client-sfn';
import { PROCESS_SCHEMA, processRegister } from '../../../local/cloud/ecs/orphans.ts';
import { TaskRunner } from '../../../local/cloud/ecs/task-runner.ts';
import { machineEnvironment } from '../../../local/cloud/environment.ts';
import type { CloudEvent } from '../../../local/cloud/events/event.ts';
import type { Functions } from '../../../local/cloud/lambda/functions.ts';
import { startLateServer } from '../../../local/cloud/late-server.ts';
import { parseMachine } from '../../../local/cloud/sfn/definition.ts';
import { Executions } from '../../../local/cloud/sfn/executions.ts';
import { sfnListener } from '../../../local/cloud/sfn/listener.ts';
import { compile } from '../../../local/cloud/sfn/program.ts';
import { EXECUTION_SCHEMA, executionStore } from '../../../local/cloud/sfn/store.ts';
import type { Services } from '../../../local/cloud/sfn/task-resources.ts';
import { tokenDesk } from '../../../local/cloud/sfn/tokens.ts';
import { createAuthority } from '../../../local/emulators/iam/authority.ts';
import { openSqliteFile } from '../../../local/emulators/wire/sqlite-file.ts';

export const REGION = 'eu-central-1';
export const ACCOUNT = '000000000000';
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
export const WORKER = new URL('./fixtures/worker.ts', import.meta.url).pathname;
export const lambdaArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;

export const pause = (milliseconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));

export function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'castline-cloud-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A function of a test: what it returns is the payload, what it throws the error. */
export type Fake = (event: unknown) => unknown;

function fakeFunctions(fakes: Record<string, Fake>): Functions {
  const nameOf = (nameOrArn: string) => nameOrArn.split(':').at(-1) ?? '';
  const find: Functions['find'] = name =>
    fakes[nameOf(name)] ? ({ spec: { arn: lambdaArn(nameOf(name)) } } as never) : undefined;
  const invoke: Functions['invoke'] = async (name, event) => {
    try {
      return { payload: JSON.stringify((await fakes[nameOf(name)]?.(event)) ?? null) };
    } catch (thrown) {
      const { name: errorType, message: errorMessage } = thrown as Error;
      const error = { errorType, errorMessage };
      return { payload: JSON.stringify(error), error };
    }
  };
  return { find, invoke, invokeLater: () => undefined, pools: [], stop: async () => undefined };
}

/** Step Functions alone: real wire, real containers, functions as given. */
export async function startSfn(options: {
  folder: string;
  functions?: Record<string, Fake>;
  /** By name. */
  machines: Record<string, object>;
  /** Unless given, the machines may do everything. */
  requireAccess?: Services['requireAccess'];
}) {
  const file = openSqliteFile(
    join(options.folder, 'cloud.db'),
    `${PROCESS_SCHEMA};${EXECUTION_SCHEMA}`,
  );
  const processes = processRegister(file);
  const killed = await processes.killLeftovers();
  const events: CloudEvent[] = [];
  const publish = (event: CloudEvent) => events.push(event);
  const lateServer = await startLateServer();
  const tasks = new TaskRunner({
    definitions: [
      {
        family: 'worker',
        arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/worker:1`,
        roleArns: [],
        entry: WORKER,
        options: [],
        containerName: 'worker',
        command: [],
        stopTimeoutSeconds: 1,
        cpu: '256',
        memory: '512',
        environment: {
          ...machineEnvironment(),
          AWS_REGION: REGION,
          AWS_ACCESS_KEY_ID: 'test',
          AWS_SECRET_ACCESS_KEY: 'test',
          AWS_ENDPOINT_URL_SFN: lateServer.endpoint,
        },
      },
    ],
    region: REGION,
    accountId: ACCOUNT,
    logFolder: join(options.folder, 'logs'),
    processes,
    onStopped: publish,
  });
  const specs = Object.entries(options.machines).map(([name, machine]) => ({
    arn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`,
    name,
    roleArn: 'role',
    definition: JSON.stringify(machine),
  }));
  const store = executionStore(file, Date.now);
  const tokens = tokenDesk(file);
  const executions = new Executions({
    machines: new Map(
      specs.map(spec => [spec.arn, { spec, program: compile(parseMachine(spec.definition)) }]),
    ),
    store,
    tokens,
    services: {
      functions: fakeFunctions(options.functions ?? {}),
      tasks,
      requireAccess: options.requireAccess ?? (() => undefined),
    },
    now: Date.now,
    publish,
    log: () => undefined,
  });
  lateServer.open(
    sfnListener(
      { executions, store, tokens, machines: specs, startedAt: Date.now() },
      createAuthority({ root: CREDENTIALS }),
    ),
  );
  const client = new SFNClient({
    endpoint: lateServer.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
    maxAttempts: 1,
  });
  const stop = async () => {
    await executions.close();
    await tasks.stopAll('test', 1);
    await lateServer.stop();
    file.close();
  };
  return { client, tasks, executions, events, killed, stop, endpoint: lateServer.endpoint };
}

export type Sfn = Awaited<ReturnType<typeof startSfn>>;

export const machineArn = (name: string) =>
  `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${name}`;

/** Waits for an execution's end. */
export async function ended(client: SFNClient, executionArn: string | undefined, seconds = 20) {
  const deadline = Date.now() + seconds * 1000;
  const running: ExecutionStatus = 'RUNNING';
  for (;;) {
    const execution = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== running) return execution;
    if (Date.now() > deadline) throw new Error(`${executionArn} still runs.`);
    await pause(20);
  }
}
