import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { afterEach, expect, test } from 'vitest';
import { createAuthority, type Principal } from '../../../local/emulators/iam/authority.ts';
import { PolicyDocument } from '../../../local/emulators/iam/policy.contract.ts';
import { CREDENTIALS, ended, lambdaArn, machineArn, startSfn, temporaryFolder } from './support.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const state = (Resource: string, Parameters: object) => ({
  StartAt: 'S',
  States: { S: { Type: 'Task', Resource, Parameters, End: true } },
});
const LAMBDA = state('arn:aws:states:::lambda:invoke', { FunctionName: 'one' });
const BARE = state(lambdaArn('one'), {});
const ECS = state('arn:aws:states:::ecs:runTask', { TaskDefinition: 'worker' });

/** How a run ends with a role of one statement. */
async function ending(machine: object, Action: string, Resource: string) {
  const { Statement } = PolicyDocument.parse({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action, Resource },
  });
  const role: Principal = {
    name: 'role/machine',
    asker: { arn: 'machine' },
    statements: Statement,
  };
  const authority = createAuthority({ root: CREDENTIALS });
  const folder = temporaryFolder();
  const sfn = await startSfn({
    folder: folder.path,
    machines: { m: machine },
    functions: { one: () => 'done' },
    requireAccess: (_, access) => authority.require(role, access),
  });
  cleanups.push(folder.remove, sfn.stop);
  const start = new StartExecutionCommand({ stateMachineArn: machineArn('m'), input: '{}' });
  const { executionArn } = await sfn.client.send(start);
  const { status, error, cause } = await ended(sfn.client, executionArn);
  return { status, error, cause };
}

test.each([
  { name: 'a call of a function', machine: LAMBDA, action: 'lambda:InvokeFunction' },
  { name: 'a call by ARN', machine: BARE, action: 'lambda:InvokeFunction' },
  { name: 'a task', machine: ECS, action: 'ecs:RunTask' },
])('$name succeeds with its right alone', async ({ machine, action }) => {
  expect(await ending(machine, action, '*')).toMatchObject({ status: 'SUCCEEDED' });
});

test.each([
  { name: 'a call of a function', machine: LAMBDA, error: 'Lambda.AWSLambdaException' },
  { name: 'a call by ARN', machine: BARE, error: 'Lambda.AWSLambdaException' },
  { name: 'a task', machine: ECS, error: 'ECS.AccessDeniedException' },
])('$name without it fails as $error', async ({ machine, error }) => {
  const refused = await ending(machine, 'lambda:InvokeFunction', lambdaArn('another'));
  expect(refused).toMatchObject({ status: 'FAILED', error });
  expect(refused.cause).toContain('User: role/machine is not authorized to perform');
});
