import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SFNClient, StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, test } from 'vitest';
import {
  CREDENTIALS,
  ended,
  machineArn,
  pause,
  REGION,
  type Sfn,
  startSfn,
  temporaryFolder,
} from './support.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const runTask = (pattern: string, environment: Record<string, string>, more: object = {}) => ({
  StartAt: 'S',
  States: {
    S: {
      Type: 'Task',
      Resource: `arn:aws:states:::ecs:runTask${pattern}`,
      Parameters: {
        LaunchType: 'FARGATE',
        Cluster: `arn:aws:ecs:${REGION}:000000000000:cluster/workers`,
        TaskDefinition: 'worker',
        Overrides: {
          ContainerOverrides: [
            {
              Name: 'worker',
              Environment: [
                ...Object.entries(environment).map(([Name, Value]) => ({ Name, Value })),
                ...(pattern === '.waitForTaskToken'
                  ? [{ Name: 'TASK_TOKEN', 'Value.$': '$$.Task.Token' }]
                  : []),
              ],
            },
          ],
        },
      },
      End: true,
      ...more,
    },
  },
});

async function sfnWith(machine: object) {
  const folder = temporaryFolder();
  const sfn = await startSfn({ folder: folder.path, machines: { m: machine } });
  cleanups.push(folder.remove, sfn.stop);
  return { ...sfn, folder: folder.path };
}

/** What the one container printed. */
function logOf(dataDir: string) {
  const folder = join(dataDir, 'logs', 'worker');
  const [log] = existsSync(folder) ? readdirSync(folder) : [];
  return log === undefined ? '' : readFileSync(join(folder, log), 'utf8');
}

const start = async (sfn: Pick<Sfn, 'client'>) =>
  (await sfn.client.send(new StartExecutionCommand({ stateMachineArn: machineArn('m') })))
    .executionArn;

/** What was killed may stay as a zombie, without a command line, until somebody asks for its end. */
function alive(pid: number | undefined) {
  const file = `/proc/${pid}/cmdline`;
  return existsSync(file) && readFileSync(file, 'utf8') !== '';
}

describe('a container', () => {
  test('answers with its token, and sees only its own environment', async () => {
    process.env.SECRET_OF_THE_SHELL = 'x';
    const sfn = await sfnWith(runTask('.waitForTaskToken', { DO: 'succeed' }));
    const { status, output } = await ended(sfn.client, await start(sfn));
    expect(status).toBe('SUCCEEDED');
    const { variables } = JSON.parse(output ?? '{}');
    expect(variables).toEqual(expect.arrayContaining(['PATH', 'DO', 'TASK_TOKEN', 'AWS_REGION']));
    expect(variables).not.toContain('SECRET_OF_THE_SHELL');
  });

  test('fails its state with its own error', async () => {
    const sfn = await sfnWith(runTask('.waitForTaskToken', { DO: 'fail' }));
    const execution = await ended(sfn.client, await start(sfn));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'NotMedia', cause: 'no moov atom' });
  });

  test('that dies is told of by an event, and by nothing else', async () => {
    const sfn = await sfnWith(
      runTask('.waitForTaskToken', { DO: 'hang', ID: 'r1' }, { HeartbeatSeconds: 2 }),
    );
    const executionArn = await start(sfn);
    await expect.poll(() => sfn.tasks.running().length).toBe(1);
    const [task] = sfn.tasks.running();
    const scratch = join(sfn.folder, 'scratch');
    const left = () => readdirSync(scratch, { recursive: true, encoding: 'utf8' });
    await expect.poll(() => left().some(path => path.endsWith('/left'))).toBe(true);
    process.kill(task?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => sfn.tasks.running().length).toBe(0);
    await expect.poll(left).toEqual([]);
    const stopped = sfn.events.find(({ source }) => source === 'aws.ecs');
    expect(stopped).toMatchObject({
      'detail-type': 'ECS Task State Change',
      detail: {
        taskArn: task?.taskArn,
        clusterArn: expect.stringMatching(/cluster\/workers$/),
        lastStatus: 'STOPPED',
        containers: [{ name: 'worker', exitCode: 137 }],
        overrides: {
          containerOverrides: [
            {
              name: 'worker',
              environment: expect.arrayContaining([
                { name: 'ID', value: 'r1' },
                { name: 'TASK_TOKEN', value: expect.stringMatching(/^AQB/) },
              ]),
            },
          ],
        },
      },
    });
    expect((await ended(sfn.client, executionArn)).error).toBe('States.HeartbeatTimeout');
  });

  test('takes its engines with it when it dies', async () => {
    const sfn = await sfnWith(runTask('.waitForTaskToken', { DO: 'engine' }));
    await start(sfn);
    await expect.poll(() => logOf(sfn.folder)).toMatch(/^\d+\n$/);
    const engine = Number(logOf(sfn.folder));
    expect(alive(engine)).toBe(true);
    process.kill(sfn.tasks.running()[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => alive(engine)).toBe(false);
  });

  test('goes on after its execution was stopped, until its token is refused', async () => {
    const sfn = await sfnWith(runTask('.waitForTaskToken', { DO: 'beat' }));
    const executionArn = await start(sfn);
    await expect.poll(() => sfn.tasks.running().length).toBe(1);
    await pause(500);
    await sfn.client.send(new StopExecutionCommand({ executionArn }));
    await expect.poll(() => sfn.tasks.running().length, { timeout: 5000 }).toBe(0);
    expect(logOf(sfn.folder)).toBe('TaskTimedOut\n');
  });

  test('is refused with more than 8,192 characters of overrides', async () => {
    const sfn = await sfnWith(
      runTask('.waitForTaskToken', { DO: 'succeed', LONG: 'x'.repeat(8192) }),
    );
    const execution = await ended(sfn.client, await start(sfn));
    expect(execution.error).toBe('ECS.InvalidParameterException');
    expect(sfn.tasks.running()).toEqual([]);
  });
});

describe('runTask.sync', () => {
  test('ends with the container, and returns its description', async () => {
    const sfn = await sfnWith(runTask('.sync', { DO: '0' }));
    const { status, output } = await ended(sfn.client, await start(sfn));
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '{}')).toMatchObject({
      LastStatus: 'STOPPED',
      Containers: [{ Name: 'worker', ExitCode: 0 }],
    });
  });

  test('fails when the container does', async () => {
    const sfn = await sfnWith(runTask('.sync', { DO: '3' }));
    const { error, cause } = await ended(sfn.client, await start(sfn));
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause ?? '{}').Containers[0].ExitCode).toBe(3);
  });

  test('stops the container when its execution is stopped', async () => {
    const sfn = await sfnWith(runTask('.sync', { DO: 'hang' }));
    const executionArn = await start(sfn);
    await expect.poll(() => sfn.tasks.running().length).toBe(1);
    const pid = sfn.tasks.running()[0]?.pid;
    await sfn.client.send(new StopExecutionCommand({ executionArn }));
    await expect.poll(() => alive(pid)).toBe(false);
  });
});

describe('after kill -9 of the cloud', () => {
  const children: ChildProcess[] = [];

  async function startProcess(folder: string, machine: object) {
    const script = new URL('./fixtures/sfn-process.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, folder, JSON.stringify(machine)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    const [line] = await once(child.stdout, 'data');
    const said: { endpoint: string; killed: number; resumed: number } = JSON.parse(String(line));
    const client = new SFNClient({
      endpoint: said.endpoint,
      region: REGION,
      credentials: CREDENTIALS,
    });
    return { ...said, client, child };
  }

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  test('its containers are ended and its executions run again', async () => {
    const folder = temporaryFolder();
    cleanups.push(folder.remove);
    const machine = runTask('.waitForTaskToken', { DO: 'succeed', SECONDS: '2' });
    const first = await startProcess(folder.path, machine);
    const executionArn = await start(first);
    const containers = () =>
      readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .filter(pid => environmentOf(pid).includes(`AWS_ENDPOINT_URL_SFN=${first.endpoint}`));
    await expect.poll(() => containers().length).toBe(1);
    const [orphan = ''] = containers();
    const scratch = readdirSync(join(folder.path, 'scratch'))
      .map(name => join(folder.path, 'scratch', name))
      .join();
    expect(existsSync(scratch)).toBe(true);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(alive(Number(orphan))).toBe(true);

    const second = await startProcess(folder.path, machine);
    expect(second).toMatchObject({ killed: 1, resumed: 1 });
    expect(existsSync(scratch)).toBe(false);
    expect(alive(Number(orphan))).toBe(false);
    const execution = await ended(second.client, executionArn);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });

    second.child.kill('SIGKILL');
    await once(second.child, 'exit');
    const third = await startProcess(folder.path, machine);
    expect(third).toMatchObject({ killed: 0, resumed: 0 });
    expect((await ended(third.client, executionArn)).output).toBe(execution.output);
  });
});

function environmentOf(pid: string) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
